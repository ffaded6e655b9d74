internal import ByteCoding
package import ClipFormat
package import Timeline

/// A fragment that was verified and opened.
package struct OpenedFragment: Sendable {
  package let header: FragmentHeader
  package let fragment: Fragment
}

/// Opens a clip with a recipient's key and checks what only a key can check.
///
/// A ``ClipVerifier`` looks at the whole; this looks at each object alone, so segments may be
/// opened in any order. Both must pass.
package struct ClipOpener: ~Copyable, Sendable {
  private let opening: Opening
  private let clipKey: ClipKey
  package let callRecord: CallRecord
  /// Who signed the clip; the caller holds it against the controller's list of workstations.
  package let workstation: PublicKey

  /// Checks opening record, key object, commitment and the workstation's signature.
  ///
  /// A key object that was added later opens only with its rewrap object. With `today`, an expired
  /// clip is refused before anything is opened.
  package init(
    key: borrowing PrivateKey, keyObject: [UInt8], rewrap: [UInt8]? = nil, opening bytes: [UInt8],
    location: ClipLocation, today: CalendarDay? = nil
  ) throws(ClipFault) {
    let opening = try Opening(verifying: bytes, location: location, today: today)
    let fingerprint = key.publicKey.fingerprint
    let name = ObjectName.key(fingerprint: fingerprint)
    guard key.kind.opensAlone else {
      throw ClipFault(
        .decryption, name,
        key.kind == .recovery
          ? "a recovery key opens together with its other half"
          : "a \(key.kind.name) key opens no clip")
    }
    try Self.check(keyObject, of: fingerprint, rewrap: rewrap, record: opening.record)
    let clipKey: ClipKey
    do throws(FormatError) {
      clipKey = try ClipKey(keyObject: keyObject, location: location, key: key)
    } catch {
      throw error.fault(in: name)
    }
    try self.init(opening, clipKey, keyObject: name)
  }

  /// As ``init(key:keyObject:rewrap:opening:location:today:)`` with a recovery pair, in any order.
  package init(
    recovery one: borrowing PrivateKey, _ other: borrowing PrivateKey, keyObject: [UInt8],
    opening bytes: [UInt8], location: ClipLocation, today: CalendarDay? = nil
  ) throws(ClipFault) {
    let opening = try Opening(verifying: bytes, location: location, today: today)
    guard let pair = RecoveryPair(one.publicKey, other.publicKey) else {
      throw ClipFault(
        .decryption, .key(fingerprint: one.publicKey.fingerprint),
        "two different recovery keys are needed")
    }
    let name = ObjectName.key(fingerprint: pair.fingerprint)
    try Self.check(keyObject, of: pair.fingerprint, rewrap: nil, record: opening.record)
    let clipKey: ClipKey
    do throws(FormatError) {
      clipKey =
        pair.first == one.publicKey
        ? try ClipKey(keyObject: keyObject, location: location, first: one, second: other)
        : try ClipKey(keyObject: keyObject, location: location, first: other, second: one)
    } catch {
      throw error.fault(in: name)
    }
    try self.init(opening, clipKey, keyObject: name)
  }

  private init(
    _ opening: Opening, _ clipKey: consuming ClipKey, keyObject name: ObjectName
  ) throws(ClipFault) {
    guard clipKey.commitment == opening.record.commitment else {
      throw ClipFault(
        .commitment, name, "the key is not the one that the clip was sealed with")
    }
    let signed = try Self.callRecord(of: opening.object, key: clipKey)
    self.opening = opening
    callRecord = signed.call
    workstation = signed.workstation
    self.clipKey = clipKey
  }

  package var record: OpeningRecord { opening.record }

  /// Refuses a clip of another controller than the list's, or of a workstation that it lacks.
  package func check(against list: WorkstationList) throws(FormatError) {
    try list.check(workstation: workstation, controller: record.controller)
  }

  /// Verifies and opens all fragments of one segment object.
  package func open(segment: UInt32, bytes: [UInt8]) throws(ClipFault) -> [OpenedFragment] {
    var fragments: [OpenedFragment] = []
    do throws(FormatError) {
      try open(segment: segment, bytes: bytes) { fragments.append($0) }
    } catch {
      throw error.fault(in: .segment(segment))
    }
    return fragments
  }

  /// What opens the messages of one segment.
  func segmentOpening() -> SegmentOpening { SegmentOpening(fragmentKey: clipKey.fragmentKey()) }

  /// The clip key for the one whom an order adds; nil for a key that is no usable point.
  func keyObject(asOrdered order: RewrapOrder) -> [UInt8]? {
    clipKey.keyObject(asOrdered: order, location: record.location)
  }

  /// The sealed part of the closing record; nil after a crash, when nobody could seal one.
  package func open(closing bytes: [UInt8]) throws(ClipFault) -> ClosingDetail? {
    do throws(FormatError) {
      let closing = try FragmentCheck.closing(bytes, signingKey: record.signingKey)
      guard closing.clip == record.location.clip, closing.openingHash == opening.hash else {
        throw FormatError(.binding, "the closing record belongs to another clip")
      }
      guard !closing.detailBox.isEmpty else { return nil }
      guard
        let plaintext = RecordCipher.open(
          closing.detailBox, associated: closing.clearBytes, key: clipKey.closingKey())
      else { throw FormatError(.decryption, "the sealed part does not open") }
      let detail = try ClosingDetail(parsing: plaintext)
      guard GapTiling.clear(detail.gaps) == closing.gaps else {
        throw FormatError(.manifest, "the exact gaps are not those of the record")
      }
      let last = closing.gaps.first?.span.start ?? closing.end
      try detail.check(from: last, to: closing.end)
      return detail
    } catch {
      throw error.fault(in: .closing)
    }
  }

  private func open(
    segment: UInt32, bytes: [UInt8], each: (OpenedFragment) -> Void
  ) throws(FormatError) {
    var reader = try FragmentCheck.reader(of: bytes)
    var messages = segmentOpening()
    var check: FragmentCheck?
    while reader.remaining > 0 {
      let entry = try FragmentCheck.signedEntry(from: &reader, signingKey: record.signingKey)
      var next =
        check
        ?? FragmentCheck(
          chain: ClipChain(
            clip: record.location.clip, openingHash: opening.hash, before: entry.header),
          signingKey: record.signingKey)
      let end = next.chain.end
      try next.accept(entry, segment: segment)
      check = next
      each(try messages.open(entry, after: end))
    }
  }

  /// What can be said of a key object before it is opened.
  private static func check(
    _ keyObject: [UInt8], of fingerprint: String, rewrap: [UInt8]?, record: OpeningRecord
  ) throws(ClipFault) {
    let name = ObjectName.key(fingerprint: fingerprint)
    let check: KeyObjectCheck
    do throws(FormatError) {
      check = try KeyObjectCheck(keyObject, fingerprint: fingerprint, record: record)
    } catch {
      throw error.fault(in: name)
    }
    var ordered: RewrapRecord?
    do throws(FormatError) {
      if !check.isListed, let rewrap {
        ordered = try RewrapRecord(verifying: rewrap, fingerprint: fingerprint, record: record)
      }
    } catch {
      throw error.fault(in: .rewrap(fingerprint: fingerprint))
    }
    do throws(FormatError) { try check.check(against: ordered) } catch {
      throw error.fault(in: name)
    }
  }

  private static func callRecord(
    of object: OpeningObject, key: borrowing ClipKey
  ) throws(ClipFault) -> SignedCallRecord {
    do throws(FormatError) {
      let clear = OpeningObject.clearBytes(of: object.record)
      guard
        let plaintext = RecordCipher.open(
          object.callBox, associated: clear, key: key.callRecordKey())
      else { throw FormatError(.decryption, "the call record does not open") }
      let signed = try SignedCallRecord(parsing: plaintext)
      let bytes = Opening.workstationBytes(
        clear: clear, controllerBox: object.controllerBox, workstation: signed.workstation,
        call: signed.call)
      guard
        SigningKey.isValid(
          signed.signature, of: bytes, for: .workstation, by: signed.workstation.signing)
      else { throw FormatError(.workstation, "the call record is not signed by its workstation") }
      return signed
    } catch {
      throw error.fault(in: .opening)
    }
  }
}
