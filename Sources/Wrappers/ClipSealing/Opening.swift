internal import ClipFormat

/// An opening object that was read and held against its signature, name and limits.
struct Opening: Sendable {
  let object: OpeningObject
  /// What fragments and closing record are bound to.
  let hash: [UInt8]

  var record: OpeningRecord { object.record }

  init(verifying bytes: [UInt8], location: ClipLocation) throws(ClipFault) {
    do throws(FormatError) {
      let object = try OpeningObject(parsing: bytes)
      guard
        SigningKey.isValid(
          object.signature, of: object.signedBytes, for: .opening, by: object.record.signingKey)
      else { throw FormatError(.signature, "the record is not signed by the clip's key") }
      guard object.record.location == location else {
        throw FormatError(.binding, "the record was made for another campaign, day or clip")
      }
      try object.record.check()
      self.object = object
      hash = Digest.blake2b256(bytes)
    } catch {
      throw error.fault(in: .opening)
    }
  }

  /// What the workstation signs: the clear record, the controller's part, itself and the call.
  static func workstationBytes(
    clear: [UInt8], controllerBox: [UInt8], workstation: PublicKey, call: CallRecord
  ) -> [UInt8] {
    clear + Digest.blake2b256(controllerBox) + workstation.bytes + call.bytes
  }
}
