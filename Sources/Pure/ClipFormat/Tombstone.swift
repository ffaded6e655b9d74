internal import ByteCoding
package import Timeline

/// Why a clip was erased.
package enum ErasureReason: UInt8, CaseIterable, Sendable {
  /// Somebody asked for it (N9, N14).
  case asked = 1
  case objection = 2
  case expiry = 3
  /// The talk that the clip was for was held (F12).
  case talkHeld = 4

  package var name: String {
    switch self {
    case .asked: "asked"
    case .objection: "objection"
    case .expiry: "expiry"
    case .talkHeld: "talk-held"
    }
  }
}

/// What is left of a clip that was erased: the object `erased`.
package struct Tombstone: Equatable, Sendable {
  package let clip: ClipIdentifier
  /// Of the clip's path, 32 bytes.
  package let locationHash: [UInt8]
  package let reason: ErasureReason
  package let day: CalendarDay
  package let controller: PublicKey
  /// Ed25519 by the controller's key over ``signedBytes``, 64 bytes.
  package var signature: [UInt8]

  /// Traps unless the controller is one.
  package init(
    clip: ClipIdentifier, locationHash: [UInt8], reason: ErasureReason, day: CalendarDay,
    controller: PublicKey, signature: [UInt8] = []
  ) {
    precondition(controller.kind == .controller, "a tombstone is a controller's")
    self.clip = clip
    self.locationHash = locationHash
    self.reason = reason
    self.day = day
    self.controller = controller
    self.signature = signature
  }

  /// The 129 bytes before the signature.
  package var signedBytes: [UInt8] {
    var writer = ByteWriter()
    writer.raw(ObjectKind.tombstone.prefix + clip.bytes + locationHash)
    writer.integer(reason.rawValue)
    writer.integer(day.number)
    writer.raw(controller.bytes)
    return writer.bytes
  }

  package var bytes: [UInt8] { signedBytes + signature }

  /// Reads the encoding only.
  package init(parsing bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    try ObjectKind.tombstone.take(from: &reader)
    do throws(ByteError) {
      clip = try reader.clip()
      locationHash = try reader.raw(32)
      reason = try reader.code()
      day = try reader.day()
      controller = try PublicKey(from: &reader, kinds: [.controller])
      signature = try reader.raw(64)
      try reader.finish()
    } catch {
      throw error.formatError
    }
  }
}
