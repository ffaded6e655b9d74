internal import ByteCoding
internal import LinuxSystem
package import Timeline

/// The employee's record of having read the notice (F4).
///
/// It is bound to the hash of the text, so a changed notice is asked for again. It is not consent,
/// and nobody but this user can read it.
package struct NoticeConfirmation: Sendable {
  private static let fileName = "notice-confirmed"
  private static let longest = 4096

  /// The directory that a program watches to learn of a confirmation.
  package let directory: String

  package init(stateDirectory: String) {
    directory = stateDirectory
  }

  package func isConfirmed(hash: [UInt8]) -> Bool {
    guard let bytes = try? Files.read(path: path, limit: Self.longest),
      let text = String(validating: bytes, as: UTF8.self)
    else { return false }
    return text.split(separator: "\n").contains { $0 == Hexadecimal.encode(hash) }
  }

  /// Adds a confirmation; earlier ones stay, so that every confirmed version is known.
  package func confirm(hash: [UInt8]) throws(JournalError) {
    guard !isConfirmed(hash: hash) else { return }
    try onDisk { () throws(SystemError) in
      try Files.makeDirectories(directory)
      let known = Files.exists(path) ? try Files.read(path: path, limit: Self.longest) : []
      let line = Array((Hexadecimal.encode(hash) + "\n").utf8)
      let room = Self.longest - line.count
      try Files.replace(path: path, Array(known.suffix(room / line.count * line.count)) + line)
    }
  }

  /// As ``confirm(hash:)``; the text that was read is kept first, so that it stays readable (N8).
  package func confirm(
    hash: [UInt8], text: String, day: CalendarDay
  ) throws(JournalError) {
    guard !isConfirmed(hash: hash) else { return }
    let name = "\(day.text)-\(Hexadecimal.encode(hash.prefix(8))).txt"
    try onDisk { () throws(SystemError) in
      try Files.makeDirectories(textDirectory)
      try Files.replace(path: textDirectory + "/" + name, Array(text.utf8))
    }
    try confirm(hash: hash)
  }

  /// The files of the texts that were confirmed, the oldest first.
  package var kept: [String] {
    ((try? Files.list(textDirectory)) ?? []).filter { $0.hasSuffix(".txt") }
      .map { textDirectory + "/" + $0 }
  }

  private var textDirectory: String { directory + "/notices" }
  private var path: String { directory + "/" + Self.fileName }
}
