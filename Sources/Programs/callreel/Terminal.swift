import ByteCoding
import CallPolicy
import ClipPlayer
import LinuxSystem
import Messages

// What people read: results on standard output, all else on standard error. A sentence begins with
// a small letter and has no full stop; after a failure a hint says what to do. Control characters
// never reach a terminal as they are, whosever words they stand in.

/// The one way to the terminal.
enum Terminal {
  /// The exit statuses besides 0, as sysexits.h has them.
  enum Status: Int32 {
    case failed = 1
    case usage = 64
    case badData = 65
    case unavailable = 69
    case notAllowed = 77
  }

  private static let barCells = 24
  private static let longestValue = 4_096

  static func result(_ text: String, terminator: String = "\n") {
    clearProgress()
    try? StandardStream.output.write(text.visible(keepingLines: true) + terminator)
  }

  static func message(_ sentence: String, hint: String? = nil) {
    clearProgress()
    let advice = hint.map { "hint: \($0)\n" } ?? ""
    let words = "callreel: \(sentence)\n\(advice)"
    try? StandardStream.error.write(words.visible(keepingLines: true))
  }

  /// Says why and ends the program at once: nothing may be left to clean up.
  static func fail(_ sentence: String, hint: String? = nil, status: Status = .failed) -> Never {
    message(sentence, hint: hint)
    ProcessExit.end(status.rawValue)
  }

  /// As ``fail(_:hint:status:)``, in the session's language or in the one that was asked for.
  static func fail(
    _ trouble: CommandTrouble, in language: Language = LanguageArgument.language(nil),
    status: Status = .failed
  ) -> Never {
    fail(trouble.sentence(in: language), hint: trouble.remedy(in: language), status: status)
  }

  /// As ``message(_:hint:)``, in the session's language or in the one that was asked for.
  static func message(
    _ trouble: CommandTrouble, in language: Language = LanguageArgument.language(nil)
  ) {
    message(trouble.sentence(in: language), hint: trouble.remedy(in: language))
  }

  /// Draws a bar over the last one; nothing where standard error is no terminal.
  ///
  /// The bar goes away when all is done, and before anything else is printed.
  static func progress(_ what: String, _ done: Int, of total: Int) {
    guard StandardStream.error.isTerminal else { return }
    guard done < total else { return clearProgress() }
    let full = done * barCells / max(1, total)
    let (film, rest) = picture == .blocks ? ("█", "░") : ("#", ".")
    let bar =
      String(repeating: film, count: full) + String(repeating: rest, count: barCells - full)
    try? StandardStream.error.write("\r\u{1B}[K\(what) \(bar) \(done)/\(total)")
  }

  /// What the terminal's character set can show.
  static var picture: TimelinePicture.Style {
    let locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { Account.variable($0) }.first ?? ""
    let name = locale.lowercased()
    return name.contains("utf-8") || name.contains("utf8") ? .blocks : .ascii
  }

  /// The value of an argument; `-` is the next line of standard input (P10).
  static func argument(_ value: String, asking question: String? = nil) -> String {
    guard value == "-" else { return value }
    let answer = String(decoding: nextLine(asking: question), as: UTF8.self)
    guard !answer.isEmpty else {
      fail("standard input has no value for an argument that is '-'", status: .usage)
    }
    return answer
  }

  /// The next line of standard input without its end; what follows it stays for the next reader.
  static func nextLine(asking question: String? = nil) -> [UInt8] {
    if let question, StandardStream.input.isTerminal {
      try? StandardStream.error.write(question + ": ")
    }
    return lineOrEnd() ?? []
  }

  /// As ``nextLine(asking:)``; nil after the last line.
  static func lineOrEnd() -> [UInt8]? {
    var line: [UInt8] = []
    while let byte = (try? StandardStream.input.read(limit: 1))?.first {
      guard byte != UInt8(ascii: "\n") else { return line }
      line.append(byte)
      guard line.count <= longestValue else {
        fail("a line of standard input is too long", status: .badData)
      }
    }
    return line.isEmpty ? nil : line
  }

  private static func clearProgress() {
    guard StandardStream.error.isTerminal else { return }
    try? StandardStream.error.write("\r\u{1B}[K")
  }
}
