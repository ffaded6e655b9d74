import ClipFormat
import Journal
import JournalFormat
import LinuxSystem
import TestSupport
import Timeline

/// A journal in a state directory of its own.
struct JournalDesk {
  let temporary: TemporaryDirectory
  let journal: Journal
  static let now: Int64 = 1_795_625_000

  init() throws {
    temporary = try TemporaryDirectory()
    journal = Journal(stateDirectory: temporary.path)
  }

  var state: String { temporary.path }

  /// Two lines of one call for each number.
  func write(calls numbers: Range<UInt8>, at moment: Int64 = now) throws {
    for number in numbers {
      try journal.append([Self.recorded(number)], unixSeconds: moment)
      try journal.append([.kept(Self.clip(number), seconds: 60)], unixSeconds: moment + 60)
    }
  }

  /// The lines of the file, the first included.
  func lines() throws -> [String] {
    let bytes = try Files.read(path: journal.path, limit: 1 << 20)
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  func write(lines: [String]) throws {
    let text = lines.map { $0 + "\n" }.joined()
    try Files.replace(path: journal.path, Array(text.utf8))
  }

  /// Where the journal is not as it was written; nil where it is.
  func fault() -> JournalFault? {
    do throws(JournalError) {
      _ = try journal.read()
      return nil
    } catch {
      if case .fault(let fault) = error { return fault }
      return .notAnEntry(line: -1)
    }
  }

  static func clip(_ number: UInt8) -> ClipIdentifier {
    guard let clip = ClipIdentifier(bytes: [UInt8](repeating: number, count: 16)) else {
      preconditionFailure("a clip has 16 bytes")
    }
    return clip
  }

  static func recorded(_ number: UInt8) -> JournalEvent {
    let day = CalendarDay(unixSeconds: now)
    guard let location = ClipLocation(campaign: "crm", day: day, clip: clip(number)) else {
      preconditionFailure("crm is a campaign")
    }
    return .recorded(
      location, .init(draw: UInt64(number) + 1, share: 0.1, expires: day + 30))
  }
}
