internal import ByteCoding

/// What only the controller may read of a call (N14).
package struct ControllerRecord: Equatable, Sendable {
  private static let paddedToMultipleOf = 256

  /// The other party's number as the source gave it; empty where it gave none.
  package var number: String
  package var queue: String

  package init(number: String, queue: String) {
    self.number = number
    self.queue = queue
  }

  /// The limits of a clip, for who writes.
  package func check() throws(FormatError) {
    guard [number, queue].allSatisfy({ $0.utf8.count <= FormatLimits.nameBytes }) else {
      throw FormatError(
        .limits, "number or queue is longer than \(FormatLimits.nameBytes) bytes")
    }
  }

  /// The plaintext: bound to the clip, with zeros up to a multiple of 256 bytes.
  ///
  /// `locationHash` has 32 bytes.
  package func bytes(clip: ClipIdentifier, locationHash: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.raw(clip.bytes + locationHash)
    writer.text(number)
    writer.text(queue)
    return writer.bytes.padded(toMultipleOf: Self.paddedToMultipleOf)
  }

  package init(
    parsing bytes: [UInt8], clip: ClipIdentifier, locationHash: [UInt8]
  ) throws(FormatError) {
    var reader = ByteReader(bytes)
    let binding: [UInt8]
    do throws(ByteError) {
      binding = try reader.raw(clip.bytes.count + locationHash.count)
      number = try reader.name()
      queue = try reader.name()
      try reader.zeros()
    } catch {
      throw error.formatError
    }
    guard binding == clip.bytes + locationHash else {
      throw FormatError(.binding, "the controller's part was sealed for another clip")
    }
    guard self.bytes(clip: clip, locationHash: locationHash) == bytes else {
      throw ByteError.malformed.formatError
    }
  }
}
