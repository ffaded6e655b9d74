/// One message of Asterisk's manager interface: lines of `Name: value`.
///
/// It is kept as bytes until a value is asked for: most messages are of others' calls and are
/// dropped unread.
struct ManagerMessage: Sendable {
  private let lines: [[UInt8]]

  init(_ lines: [[UInt8]]) {
    self.lines = lines
  }

  /// The value of a header; nil where there is none, or it is not UTF-8.
  subscript(name: StaticString) -> String? {
    let name = Array("\(name):".utf8)
    guard let line = lines.first(where: { $0.starts(with: name) }) else { return nil }
    return String(validating: line[name.count...].drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
  }

  /// The value of a variable of the channel that manager.conf(5) adds to events (`channelvars`).
  func variable(_ name: String) -> String? {
    let start = Array("ChanVariable: \(name)=".utf8)
    guard let line = lines.first(where: { $0.starts(with: start) }) else { return nil }
    return String(validating: line[start.count...], as: UTF8.self)
  }
}

/// Cuts what an Asterisk sends into messages.
struct ManagerBuffer: Sendable {
  private static let longestLine = 16_384
  private static let mostLines = 512

  private var buffer = LineBuffer(longest: longestLine)
  private var unfinished: [[UInt8]] = []
  private var hasGreeted = false

  /// The messages that end in `bytes`; the first line of all is a greeting of its own.
  mutating func messages(
    adding bytes: [UInt8]
  ) throws(DialogueFault) -> [ManagerMessage] {
    var messages: [ManagerMessage] = []
    for line in try buffer.lines(adding: bytes) {
      guard hasGreeted else {
        guard line.starts(with: Array("Asterisk Call Manager/".utf8)) else { throw .malformed }
        hasGreeted = true
        continue
      }
      if !line.isEmpty {
        guard unfinished.count < Self.mostLines else { throw .excessive }
        unfinished.append(line)
      } else if !unfinished.isEmpty {
        messages.append(ManagerMessage(unfinished))
        unfinished = []
      }
    }
    return messages
  }

  /// The channel's technology and line: `PJSIP/2001-0000001a` is of line 2001.
  static func device(of channel: String) -> (name: String, line: Substring)? {
    guard let slash = channel.firstIndex(of: "/"), let dash = channel.lastIndex(of: "-"),
      slash < dash
    else { return nil }
    return (String(channel[..<dash]), channel[channel.index(after: slash)..<dash])
  }
}
