internal import ByteCoding
package import Timeline

/// One reader's signed word that they are about to use clip keys, or were refused (F10).
///
/// Layout: callreel-clip(5), section ACCESS RECORDS.
package struct AccessRecord: Equatable, Sendable {
  static let paddedToMultipleOf = 512
  private static let readerKinds = KeyKind.allCases.filter(\.opensClips)

  /// Its place in a reader's chain.
  package struct Link: Equatable, Sendable {
    /// From 1.
    package var number: UInt64
    /// BLAKE2b-256 of the object before, 32 bytes; zeros before the first.
    package var previous: [UInt8]
    /// The day of the object before; the record's own before the first.
    package var previousDay: CalendarDay

    /// Traps unless the hash has 32 bytes.
    package init(number: UInt64, previous: [UInt8], previousDay: CalendarDay) {
      precondition(previous.count == 32, "a hash has 32 bytes")
      self.number = number
      self.previous = previous
      self.previousDay = previousDay
    }

    package static func first(on day: CalendarDay) -> Link {
      Link(number: 1, previous: [UInt8](repeating: 0, count: 32), previousDay: day)
    }
  }

  /// What was done.
  package struct Act: Equatable, Sendable {
    package var use: AccessUse
    package var outcome: AccessOutcome
    /// Nil for what concerns all clips of a trainee.
    package var clip: ClipLocation?
    /// Whom the reader named; nil where nobody was.
    package var trainee: String?
    package var unixMilliseconds: Int64
    /// The identifier of the request that is answered, 16 bytes, zeros where no order names one; of
    /// ``AccessUse/exportForRequest`` only.
    package var request: [UInt8]?

    /// Traps unless a request goes with the use that answers one.
    package init(
      _ use: AccessUse, _ outcome: AccessOutcome = .begun, of clip: ClipLocation?,
      trainee: String?, unixMilliseconds: Int64, request: [UInt8]? = nil
    ) {
      precondition(
        (use == .exportForRequest) == (request?.count == RequestRecord.identifierBytes),
        "a request is named by whoever answers it")
      self.use = use
      self.outcome = outcome
      self.clip = clip
      self.trainee = trainee
      self.unixMilliseconds = unixMilliseconds
      self.request = request
    }
  }

  /// One key, or the two of a recovery pair, A before B.
  package let readers: [PublicKey]
  package let controller: KeyHash
  package let link: Link
  package let act: Act
  /// Ed25519 of each reader over ``signedBytes``, 64 bytes each.
  package var signatures: [[UInt8]]

  /// Traps unless there are one or two readers.
  package init(
    readers: [PublicKey], controller: KeyHash, link: Link, act: Act, signatures: [[UInt8]] = []
  ) {
    precondition((1...2).contains(readers.count), "a record is of one key or of a pair")
    self.readers = readers
    self.controller = controller
    self.link = link
    self.act = act
    self.signatures = signatures
  }

  /// The day of the record, UTC.
  package var day: CalendarDay { CalendarDay(unixMilliseconds: act.unixMilliseconds) }

  package var signedBytes: [UInt8] {
    var writer = ByteWriter()
    writer.integer(UInt8(readers.count))
    for reader in readers { writer.raw(reader.bytes) }
    writer.raw(controller.bytes)
    writer.integer(link.number)
    writer.raw(link.previous)
    writer.integer(link.previousDay.number)
    writer.integer(act.unixMilliseconds)
    writer.integer(act.use.rawValue)
    writer.integer(act.outcome.rawValue)
    writer.text(act.clip?.path ?? "")
    writer.text(act.trainee ?? "")
    writer.raw(act.request ?? [])
    return writer.bytes
  }

  /// The plaintext, with zeros up to a multiple of 512 bytes.
  package var bytes: [UInt8] {
    (signedBytes + signatures.joined()).padded(toMultipleOf: Self.paddedToMultipleOf)
  }

  /// Reads the encoding only.
  package init(parsing bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    do throws(ByteError) {
      let count = Int(try reader.integer(UInt8.self))
      guard (1...2).contains(count) else { throw .malformed }
      readers = try Self.readers(count, from: &reader)
      controller = KeyHash(bytes: try reader.raw(KeyHash.byteCount))
      link = try Link(from: &reader)
      act = try Act(from: &reader)
      signatures = []
      for _ in 0..<count { signatures.append(try reader.raw(64)) }
      try reader.zeros()
    } catch {
      throw error.formatError
    }
    guard self.bytes == bytes else { throw ByteError.malformed.formatError }
  }

  private static func readers(
    _ count: Int, from reader: inout ByteReader
  ) throws(ByteError) -> [PublicKey] {
    var readers: [PublicKey] = []
    for _ in 0..<count { readers.append(try PublicKey(from: &reader, kinds: readerKinds)) }
    guard readers.allSatisfy({ $0.kind.opensAlone == (count == 1) }) else { throw .malformed }
    return readers
  }
}

extension AccessRecord.Link {
  fileprivate init(from reader: inout ByteReader) throws(ByteError) {
    number = try reader.integer()
    previous = try reader.raw(32)
    previousDay = try reader.day()
    guard number > 0, (number == 1) == previous.allSatisfy({ $0 == 0 }) else { throw .malformed }
  }
}

extension AccessRecord.Act {
  fileprivate init(from reader: inout ByteReader) throws(ByteError) {
    unixMilliseconds = try reader.unixMilliseconds()
    use = try reader.code()
    outcome = try reader.code()
    clip = try reader.clipPath()
    let name = try reader.name()
    trainee = name.isEmpty ? nil : name
    if use == .exportForRequest { request = try reader.raw(RequestRecord.identifierBytes) }
  }
}
