package import ByteCoding
package import Timeline

/// The controller's word that a clip's key may be sealed to one more recipient.
///
/// Layout: callreel-clip(5), section CLIP KEY. Its signature is checked where it is used.
package struct RewrapOrder: Equatable, Sendable {
  /// What the line of an order's text file begins with.
  package static let word = "callreel-order-"
  static let recipientKinds = KeyKind.allCases.filter(\.opensAlone)
  private static let version: UInt8 = 1

  package let clip: ClipIdentifier
  /// Of the clip's path, 32 bytes.
  package let locationHash: [UInt8]
  package let recipient: PublicKey
  package let controller: PublicKey
  package let day: CalendarDay
  /// Ed25519 by the controller's key over ``signedBytes``, 64 bytes.
  package var signature: [UInt8]

  /// Traps unless the recipient is a trainer or an employee, and the controller one.
  package init(
    clip: ClipIdentifier, locationHash: [UInt8], recipient: PublicKey, controller: PublicKey,
    day: CalendarDay, signature: [UInt8] = []
  ) {
    precondition(
      Self.recipientKinds.contains(recipient.kind) && controller.kind == .controller,
      "an order is a controller's, for a trainer or an employee")
    self.clip = clip
    self.locationHash = locationHash
    self.recipient = recipient
    self.controller = controller
    self.day = day
    self.signature = signature
  }

  /// The 185 bytes before the signature.
  package var signedBytes: [UInt8] {
    var writer = ByteWriter()
    writer.integer(Self.version)
    for field in [clip.bytes, locationHash, recipient.bytes, controller.bytes] {
      writer.raw(field)
    }
    writer.integer(day.number)
    return writer.bytes
  }

  package var bytes: [UInt8] { signedBytes + signature }

  package init(from reader: inout ByteReader) throws(FormatError) {
    try reader.version(Self.version)
    do throws(ByteError) {
      clip = try reader.clip()
      locationHash = try reader.raw(32)
      recipient = try PublicKey(from: &reader, kinds: Self.recipientKinds)
      controller = try PublicKey(from: &reader, kinds: [.controller])
      day = try reader.day()
      signature = try reader.raw(64)
    } catch {
      throw error.formatError
    }
  }

  /// The text file that a controller hands out; `comments` tell a person what the line is.
  package func file(comments: [String]) -> [UInt8] {
    let lines = comments.map { "# " + $0 } + [RecordText.line(Self.word, bytes)]
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }

  package init(file: [UInt8]) throws(FormatError) {
    var reader = ByteReader(
      try RecordText.record(ofFile: file, after: Self.word, limit: FormatLimits.textBytes))
    try self.init(from: &reader)
    guard reader.remaining == 0 else { throw ByteError.trailing.formatError }
  }
}
