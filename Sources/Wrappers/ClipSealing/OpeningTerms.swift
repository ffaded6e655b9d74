package import ClipFormat
package import Timeline

/// What a new clip is made under; the sealer adds keys, hashes and signatures.
package struct OpeningTerms: Sendable {
  package var location: ClipLocation
  /// BLAKE2b-256 of the policy, 32 bytes.
  package var policyHash: [UInt8]
  package var expiry: CalendarDay
  package var export: ExportPermission
  /// The journal's head, 32 bytes; zeros where there is none.
  package var journalHead: [UInt8]
  /// Observations a second.
  package var rate: UInt8
  package var minimumSeconds: UInt16
  package var call: CallRecord
  package var controllerRecord: ControllerRecord

  /// Traps unless the hashes have 32 bytes.
  package init(
    location: ClipLocation, policyHash: [UInt8], expiry: CalendarDay, export: ExportPermission,
    journalHead: [UInt8] = [UInt8](repeating: 0, count: 32), rate: UInt8, minimumSeconds: UInt16,
    call: CallRecord, controllerRecord: ControllerRecord
  ) {
    precondition(policyHash.count == 32 && journalHead.count == 32, "a hash has 32 bytes")
    self.location = location
    self.policyHash = policyHash
    self.expiry = expiry
    self.export = export
    self.journalHead = journalHead
    self.rate = rate
    self.minimumSeconds = minimumSeconds
    self.call = call
    self.controllerRecord = controllerRecord
  }
}

/// Why something was not sealed.
package enum SealingError: Error, Equatable {
  /// The film or the terms break a rule of the format.
  case refused(FormatError)
  /// The key of this fingerprint is no usable point, or is not of the kind that its place asks.
  case unusableKey(fingerprint: String)
  /// Recovery keys open in pairs: there must be two different ones or none.
  case recoveryNeedsTwo(count: Int)
  /// After a cut, and at the start, only a fragment that starts a segment can follow.
  case segmentMustStart
}
