internal import ByteCoding
internal import ClipFormat
internal import ClipSealing
package import JournalFormat
internal import Timeline

/// The lines of a journal that were held against their chain.
///
/// Each line ends with BLAKE2b-256 of the line before and of its own text; the last is the head.
package struct JournalChain: Sendable {
  private static let domain = "callreel journal 1"
  private static let title = "callreel-journal 1"
  /// Before the first entry.
  package static let noHead = [UInt8](repeating: 0, count: Digest.byteCount)

  /// The number and the hash before the first line that is here.
  private(set) var start: (count: UInt64, head: [UInt8])
  /// The first line as it stands.
  private(set) var opening: String
  package private(set) var entries: [JournalEntry] = []
  /// Of each entry.
  private(set) var heads: [[UInt8]] = []

  init() {
    start = (0, Self.noHead)
    opening = Self.title
  }

  /// The hash of the last entry, zeros where there was never any.
  package var head: [UInt8] { heads.last ?? start.head }
  /// How many entries were ever written.
  package var count: UInt64 { start.count + UInt64(entries.count) }

  /// Whether this head was ever the journal's, as far back as its entries go; the count then.
  package func count(atHead head: [UInt8]) -> UInt64? {
    if head == start.head { return start.count }
    return heads.firstIndex(of: head).map { start.count + UInt64($0) + 1 }
  }

  /// Reads whole lines; a checkpoint must be signed by this workstation.
  init(lines: [Substring], workstation: PublicKey?) throws(JournalError) {
    guard let first = lines.first else { throw .fault(.notAJournal) }
    opening = String(first)
    start = try Self.start(opening, workstation)
    let rest = lines.dropFirst()
    let numbers = Set(rest.compactMap { $0.split(separator: " ").first.flatMap { UInt64($0) } })
    for (index, line) in rest.enumerated() {
      guard let space = line.lastIndex(of: " "),
        let hash = Digest.exactly(line[line.index(after: space)...]),
        let entry = JournalEntry(text: String(line[..<space]))
      else { throw .fault(.notAnEntry(line: index + 2)) }
      let expected = count + 1
      guard entry.number == expected else {
        throw .fault(
          numbers.contains(expected) || entry.number < expected
            ? .moved(number: entry.number) : .missing(number: expected))
      }
      guard hash == Self.hash(of: String(line[..<space]), after: head) else {
        throw .fault(.changed(number: entry.number))
      }
      entries.append(entry)
      heads.append(hash)
    }
  }

  /// Adds an event; its line without the line end.
  mutating func append(_ event: JournalEvent, unixSeconds: Int64) -> String {
    let entry = JournalEntry(number: count + 1, unixSeconds: unixSeconds, event: event)
    heads.append(Self.hash(of: entry.text, after: head))
    entries.append(entry)
    return line(entries.count - 1)
  }

  /// Lets go of entries of before a day, in UTC; the checkpoint vouches for them from now on (F12).
  ///
  /// False where there are none.
  mutating func forget(before day: CalendarDay, workstation: borrowing PrivateKey) -> Bool {
    let old = entries.prefix { CalendarDay(unixSeconds: $0.unixSeconds) < day }.count
    guard old > 0 else { return false }
    start = (start.count + UInt64(old), heads[old - 1])
    entries.removeFirst(old)
    heads.removeFirst(old)
    let statement = "from \(start.count) \(Hexadecimal.encode(start.head)) \(day.text)"
    let signature = workstation.sign(Array(statement.utf8), as: .journalCheckpoint)
    opening = "\(Self.title) \(statement) \(Hexadecimal.encode(signature))"
    return true
  }

  /// The whole file.
  var text: String {
    let lines = [opening] + entries.indices.map { line($0) }
    return lines.map { $0 + "\n" }.joined()
  }

  private func line(_ index: Int) -> String {
    entries[index].text + " " + Hexadecimal.encode(heads[index])
  }

  private static func start(
    _ opening: String, _ workstation: PublicKey?
  ) throws(JournalError) -> (count: UInt64, head: [UInt8]) {
    if opening == title { return (0, noHead) }
    let words = opening.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count == 7, words[0...1].joined(separator: " ") == title, words[2] == "from",
      let count = UInt64(words[3]), let head = Hexadecimal.decode(words[4]),
      head.count == Digest.byteCount, CalendarDay(words[5]) != nil,
      let signature = Hexadecimal.decode(words[6])
    else { throw .fault(.notAJournal) }
    let statement = words[2...5].joined(separator: " ")
    guard
      workstation?.hasSigned(
        Array(statement.utf8), as: .journalCheckpoint, signature: signature) == true
    else { throw .fault(.checkpoint) }
    return (count, head)
  }

  private static func hash(of text: String, after head: [UInt8]) -> [UInt8] {
    var writer = ByteWriter()
    writer.block(domain.utf8)
    writer.raw(head)
    writer.block(text.utf8)
    return Digest.blake2b256(writer.bytes)
  }
}
