internal import ByteCoding
package import Timeline

/// One to whom a statement is sealed; kind recovery is a pair.
package struct StatementReader: Equatable, Sendable {
  package let key: KeyHash
  package let kind: KeyKind
  /// The statement's key in a sealed box, of a pair in two.
  package let box: [UInt8]

  package init(key: KeyHash, kind: KeyKind, box: [UInt8]) {
    self.key = key
    self.kind = kind
    self.box = box
  }
}

/// The object `statement`: what somebody asked to be put right lies beside the clip, in their own
/// words (N9).
///
/// The controller, who cannot open the clip, seals the request as it was signed to those who can.
/// Layout: callreel-clip(5), section STATEMENTS.
package struct StatementObject: Equatable, Sendable {
  private static let kinds = KeyKind.allCases.filter(\.opensClips)

  package let clip: ClipIdentifier
  /// Of the clip's path, 32 bytes.
  package let locationHash: [UInt8]
  /// The request's identifier, 16 bytes.
  package let request: [UInt8]
  package let day: CalendarDay
  package let controller: PublicKey
  /// Sorted by their keys' hashes, none twice.
  package let readers: [StatementReader]
  /// The ``RequestRecord``, under the key that the readers' boxes hold.
  package var sealed: [UInt8] = []
  /// Ed25519 by the controller's key over ``signedBytes``, 64 bytes.
  package var signature: [UInt8] = []

  /// Traps unless the key is a controller's and there are as many readers as may be.
  package init(
    clip: ClipIdentifier, locationHash: [UInt8], request: [UInt8], day: CalendarDay,
    controller: PublicKey, readers: [StatementReader]
  ) {
    precondition(
      controller.kind == .controller && (1...FormatLimits.recipients).contains(readers.count),
      "a statement is the controller's to attach, for somebody")
    self.clip = clip
    self.locationHash = locationHash
    self.request = request
    self.day = day
    self.controller = controller
    self.readers = readers.sorted { $0.key.bytes.lexicographicallyPrecedes($1.key.bytes) }
  }

  /// What the sealed part is bound to.
  package var clearBytes: [UInt8] {
    var writer = ByteWriter()
    writer.raw(ObjectKind.statement.prefix + clip.bytes + locationHash + request)
    writer.integer(day.number)
    writer.raw(controller.bytes)
    writer.integer(UInt8(readers.count))
    for reader in readers {
      writer.raw(reader.key.bytes)
      writer.integer(reader.kind.rawValue)
      writer.raw(reader.box)
    }
    return writer.bytes
  }

  package var signedBytes: [UInt8] {
    var writer = ByteWriter()
    writer.raw(clearBytes)
    writer.block(sealed)
    return writer.bytes
  }

  package var bytes: [UInt8] { signedBytes + signature }

  /// The box of a statement's key has 48 bytes more than the key, that of a pair 96.
  package static func boxBytes(of kind: KeyKind) -> Int { kind == .recovery ? 128 : 80 }

  /// Reads the encoding only.
  package init(parsing bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    try ObjectKind.statement.take(from: &reader)
    do throws(ByteError) {
      clip = try reader.clip()
      locationHash = try reader.raw(32)
      request = try reader.raw(RequestRecord.identifierBytes)
      day = try reader.day()
      controller = try PublicKey(from: &reader, kinds: [.controller])
      let count = Int(try reader.integer(UInt8.self))
      guard (1...FormatLimits.recipients).contains(count) else { throw .malformed }
      var readers: [StatementReader] = []
      for _ in 0..<count {
        let next = try StatementReader(from: &reader, kinds: Self.kinds)
        if let last = readers.last {
          guard last.key.bytes.lexicographicallyPrecedes(next.key.bytes) else { throw .malformed }
        }
        readers.append(next)
      }
      self.readers = readers
      sealed = try reader.block(limit: FormatLimits.statementBytes)
      signature = try reader.raw(64)
      try reader.finish()
    } catch {
      throw error.formatError
    }
  }
}

extension StatementReader {
  fileprivate init(from reader: inout ByteReader, kinds: [KeyKind]) throws(ByteError) {
    key = KeyHash(bytes: try reader.raw(KeyHash.byteCount))
    let kind: KeyKind = try reader.code()
    guard kinds.contains(kind) else { throw .malformed }
    self.kind = kind
    box = try reader.raw(StatementObject.boxBytes(of: kind))
  }
}
