internal import CallPolicy
internal import ClipSealing
package import JournalFormat
internal import LinuxSystem
package import Timeline

/// The list of this person's draws in one campaign, in the state directory (N3).
///
/// It holds no time and no call. Its first line commits the workstation's own seed before the
/// first call; each line is on the disk before its draw has any effect. Two sessions that share
/// the directory share the list, and so the cap.
package struct DrawList: Sendable {
  private static let longest = 64 << 20

  private let path: String
  private let lockPath: String
  private let seed: [UInt8]
  private let terms: DrawTerms
  private var ledger: DrawLedger

  /// Opens the campaign's list; the first time the seed is made and committed.
  package init(
    stateDirectory: String, campaign: String, person: String, workstation: String,
    terms: DrawTerms
  ) throws(JournalError) {
    let folder = Self.folder(stateDirectory)
    path = Self.path(stateDirectory, campaign)
    lockPath = Self.lockPath(stateDirectory, campaign)
    self.terms = terms
    guard !person.contains(where: \.isWhitespace) else { throw .damaged }
    try onDisk { () throws(SystemError) in try Files.makeDirectories(folder) }
    let lock = try Self.lock(lockPath)
    defer { _ = lock.rawValue }
    seed = try Self.seed(Self.seedPath(stateDirectory, campaign), list: path)
    let origin = DrawOrigin(
      campaign: campaign, person: person, workstation: workstation,
      commitment: Digest.blake2b256(seed))
    if !Files.exists(path) {
      let line = DrawLedger(origin: origin).texts[0] + "\n"
      let path = path
      try onDisk { () throws(SystemError) in try Files.create(path: path, Array(line.utf8)) }
    }
    ledger = try Self.read(path, isRepairing: true)
    guard ledger.origin == origin else { throw .seedReplaced }
    if let line = ledger.note(terms) { try Self.append(line, to: path) }
  }

  /// Removes the lists, with their seeds, of campaigns that ended long ago (F12).
  package static func sweep(stateDirectory: String, today: CalendarDay) {
    for campaign in DrawExport.campaigns(stateDirectory: stateDirectory) {
      let path = path(stateDirectory, campaign)
      guard let ends = (try? read(path, isRepairing: false))?.terms?.ends,
        today > ends + Limits.drawDaysAfterCampaign
      else { continue }
      // The list last: as long as it is there, its seed is not made anew.
      try? Files.remove(seedPath(stateDirectory, campaign))
      try? Files.remove(lockPath(stateDirectory, campaign))
      try? Files.remove(postedPath(stateDirectory, campaign))
      try? Files.remove(path)
    }
  }

  /// As ``selectedCount(inWeekOf:)`` of a list that is only looked at; 0 where there is none.
  package static func selectedCount(
    stateDirectory: String, campaign: String, inWeekOf day: CalendarDay
  ) -> Int {
    let ledger = try? read(path(stateDirectory, campaign), isRepairing: false)
    return ledger?.selectedCount(inWeekOf: day) ?? 0
  }

  /// How many calls of this person were drawn for recording in that week (F8).
  package func selectedCount(inWeekOf day: CalendarDay) -> Int {
    ledger.selectedCount(inWeekOf: day)
  }

  /// The number of the latest draw, 0 before the first.
  package var drawCount: UInt64 { ledger.drawCount }

  /// Draws the person's next eligible call and writes the line.
  ///
  /// False without a line where another session has used up the week meanwhile.
  package mutating func draw(
    seeds: [[UInt8]], today: CalendarDay
  ) throws(JournalError) -> Bool {
    let lock = try Self.lock(lockPath)
    defer { _ = lock.rawValue }
    var fresh = try Self.read(path, isRepairing: true)
    guard fresh.origin == ledger.origin else { throw .seedReplaced }
    if let line = fresh.note(terms) { try Self.append(line, to: path) }
    guard let (isSelected, line) = fresh.draw(seeds: seeds + [seed], today: today) else {
      ledger = fresh
      return false
    }
    try Self.append(line, to: path)
    ledger = fresh
    return isSelected
  }

  static func folder(_ state: String) -> String { state + "/draws" }

  static func path(_ state: String, _ campaign: String) -> String {
    folder(state) + "/" + campaign + ".list"
  }

  /// There once the list was posted.
  static func postedPath(_ state: String, _ campaign: String) -> String {
    folder(state) + "/" + campaign + ".posted"
  }

  private static func lockPath(_ state: String, _ campaign: String) -> String {
    folder(state) + "/" + campaign + ".lock"
  }

  /// Where the workstation's own seed of a campaign lies.
  package static func seedPath(_ state: String, _ campaign: String) -> String {
    folder(state) + "/" + campaign + ".seed"
  }

  /// A line without its end was cut by a crash before its draw had any effect.
  static func read(_ path: String, isRepairing: Bool) throws(JournalError) -> DrawLedger {
    let bytes = try onDisk { () throws(SystemError) in
      try Files.read(path: path, limit: Self.longest)
    }
    let whole = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let lines = String(decoding: bytes[..<whole], as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let ledger: DrawLedger
    do throws(DrawListError) {
      ledger = try DrawLedger(lines: Array(lines))
    } catch {
      throw .damaged
    }
    guard isRepairing, whole < bytes.count else { return ledger }
    try onDisk { () throws(SystemError) in
      let file = try Files.openForAppending(path: path)
      try file.truncate(to: whole)
      try file.sync()
    }
    return ledger
  }

  private static func seed(_ path: String, list: String) throws(JournalError) -> [UInt8] {
    let seed = try onDisk { () throws(SystemError) in
      if Files.exists(path) { return try Files.read(path: path, limit: 64) }
      let fresh = RandomBytes.make(Limits.seedBytes)
      if !Files.exists(list) { try Files.create(path: path, fresh) }
      return fresh
    }
    guard seed.count == Limits.seedBytes else { throw .seedReplaced }
    return seed
  }

  private static func append(_ line: String, to path: String) throws(JournalError) {
    try onDisk { () throws(SystemError) in
      let file = try Files.openForAppending(path: path)
      try file.write(Array((line + "\n").utf8))
      try file.sync()
    }
  }

  private static func lock(_ path: String) throws(JournalError) -> Descriptor {
    try onDisk { () throws(SystemError) in
      let file = try Files.openForAppending(path: path)
      try file.lock()
      return file
    }
  }
}
