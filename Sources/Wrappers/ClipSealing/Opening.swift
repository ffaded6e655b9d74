internal import ClipFormat
internal import Timeline

/// An opening object that was read and held against its signature, name and limits.
struct Opening: Sendable {
  let object: OpeningObject
  /// What fragments and closing record are bound to.
  let hash: [UInt8]

  var record: OpeningRecord { object.record }

  /// With `today`, a clip past its expiry is refused here, before anything of it is opened.
  init(
    verifying bytes: [UInt8], location: ClipLocation, today: CalendarDay? = nil
  ) throws(ClipFault) {
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
      if let today { try object.record.check(expiry: today) }
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

extension OpeningRecord {
  func check(expiry today: CalendarDay) throws(FormatError) {
    guard today < expiry else {
      throw FormatError(.expiry, "the clip expired on \(expiry.text)")
    }
  }
}
