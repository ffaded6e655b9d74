internal import ByteCoding
internal import CallPolicy
internal import ClipSealing
internal import LinuxSystem
package import Timeline

/// The list of this person's draws in one campaign: ordinal, digest, outcome and week (N3).
///
/// It holds no time and no call. Its first line commits the workstation's own seed before the
/// first call; each line is on the disk before its draw has any effect.
package struct DrawList {
  /// One line of the list.
  package struct Entry: Equatable, Sendable {
    package var ordinal: UInt64
    package var digest: [UInt8]
    package var selected: Bool
    /// The Monday of the draw's week.
    package var week: CalendarDay
  }

  private static let longest = 16 << 20

  private let path: String
  private let seed: [UInt8]
  package private(set) var entries: [Entry] = []

  /// Opens the campaign's list; the first time the seed is made and committed.
  package init(stateDirectory: String, campaign: String) throws(JournalError) {
    let folder = stateDirectory + "/draws"
    path = folder + "/" + campaign + ".list"
    let seedPath = folder + "/" + campaign + ".seed"
    let path = path
    seed = try onDisk { () throws(SystemError) in
      try Files.makeDirectories(folder)
      if Files.exists(seedPath) { return try Files.read(path: seedPath, limit: 64) }
      let fresh = RandomBytes.make(32)
      if !Files.exists(path) { try Files.create(path: seedPath, fresh) }
      return fresh
    }
    let commitment = "seed " + Hexadecimal.encode(Digest.blake2b256(seed)) + "\n"
    let text = try onDisk { () throws(SystemError) in
      if !Files.exists(path) { try Files.create(path: path, Array(commitment.utf8)) }
      return String(decoding: try Files.read(path: path, limit: Self.longest), as: UTF8.self)
    }
    guard text.hasPrefix(commitment) else { throw .seedReplaced }
    // A line without its end was cut by a crash before its draw had any effect.
    let whole = text.dropFirst(commitment.count).split(
      separator: "\n", omittingEmptySubsequences: false
    ).dropLast()
    for line in whole { entries.append(try Self.parse(line)) }
    try repair(length: commitment.utf8.count + whole.reduce(0) { $0 + $1.utf8.count + 1 })
  }

  /// How many calls of this person were drawn for recording in that week (F8).
  package func selectedCount(inWeekOf day: CalendarDay) -> Int {
    entries.filter { $0.selected && $0.week == day.monday }.count
  }

  /// Draws the person's next eligible call and writes the line.
  package mutating func draw(
    seeds: [[UInt8]], campaign: String, person: String, workstation: String, share: Double,
    today: CalendarDay
  ) throws(JournalError) -> Bool {
    let ordinal = (entries.last?.ordinal ?? 0) + 1
    let message = Draw.message(
      seeds: seeds + [seed], campaign: campaign, person: person, workstation: workstation,
      ordinal: ordinal)
    let digest = Digest.blake2b256(message)
    let entry = Entry(
      ordinal: ordinal, digest: digest, selected: Draw.selects(digest: digest, share: share),
      week: today.monday)
    let path = path
    try onDisk { () throws(SystemError) in
      let file = try Files.openForAppending(path: path)
      try file.write(Array(Self.line(entry).utf8))
      try file.sync()
    }
    entries.append(entry)
    return entry.selected
  }

  private func repair(length: Int) throws(JournalError) {
    let path = path
    try onDisk { () throws(SystemError) in
      guard try Files.status(path: path).size > length else { return }
      let file = try Files.openForAppending(path: path)
      try file.truncate(to: length)
      try file.sync()
    }
  }

  private static func line(_ entry: Entry) -> String {
    let outcome = entry.selected ? "selected" : "passed"
    return "\(entry.ordinal) \(Hexadecimal.encode(entry.digest)) \(outcome) \(entry.week.text)\n"
  }

  private static func parse(_ line: Substring) throws(JournalError) -> Entry {
    let parts = line.split(separator: " ")
    guard parts.count == 4, let ordinal = UInt64(parts[0]),
      let digest = Hexadecimal.decode(parts[1]), let week = CalendarDay(parts[3]),
      ["selected", "passed"].contains(parts[2])
    else { throw .damaged }
    return Entry(ordinal: ordinal, digest: digest, selected: parts[2] == "selected", week: week)
  }
}
