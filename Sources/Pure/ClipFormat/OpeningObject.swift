internal import ByteCoding

/// The whole opening object: clear record, two sealed parts, signature of the clip's key.
package struct OpeningObject: Equatable, Sendable {
  package var record: OpeningRecord
  /// Nonce and ciphertext of the call record, for holders of the clip key.
  package var callBox: [UInt8]
  /// A libsodium sealed box for the controller.
  package var controllerBox: [UInt8]
  /// Ed25519 over ``signedBytes``, 64 bytes.
  package var signature: [UInt8]

  package init(
    record: OpeningRecord, callBox: [UInt8], controllerBox: [UInt8], signature: [UInt8]
  ) {
    self.record = record
    self.callBox = callBox
    self.controllerBox = controllerBox
    self.signature = signature
  }

  /// The object's first ten bytes and the clear record: the associated data of the call record.
  package static func clearBytes(of record: OpeningRecord) -> [UInt8] {
    var writer = ByteWriter()
    writer.raw(ObjectKind.opening.prefix)
    record.write(to: &writer)
    return writer.bytes
  }

  /// Everything but the signature.
  package var signedBytes: [UInt8] {
    var writer = ByteWriter()
    writer.raw(Self.clearBytes(of: record))
    writer.block(callBox)
    writer.block(controllerBox)
    return writer.bytes
  }

  package var bytes: [UInt8] { signedBytes + signature }

  /// Reads the encoding only: signature and limits are checked by others.
  package init(parsing bytes: [UInt8]) throws(FormatError) {
    guard bytes.count <= FormatLimits.recordBytes else {
      throw FormatError(.limits, "the object is longer than \(FormatLimits.recordBytes) bytes")
    }
    var reader = ByteReader(bytes)
    try ObjectKind.opening.take(from: &reader)
    do throws(ByteError) {
      record = try OpeningRecord(from: &reader)
      callBox = try reader.block(limit: FormatLimits.recordBytes)
      controllerBox = try reader.block(limit: FormatLimits.recordBytes)
      signature = try reader.raw(64)
      try reader.finish()
    } catch {
      throw error.formatError
    }
  }
}
