internal import LinuxSystem
internal import Telephony

/// Reads the agent's orders from standard input.
struct OrderReader {
  private var buffer = LineBuffer(longest: SourceOrder.longest)
  private var waiting: [[UInt8]] = []

  /// The first line, waited for; nil where it does not say where telephony is.
  mutating func settings() -> SourceSettings? {
    while waiting.isEmpty {
      guard let lines = read() else { return nil }
      waiting = lines
    }
    guard case .settings(let settings)? = SourceOrder(waiting.removeFirst()) else { return nil }
    return settings
  }

  /// What has come by now, waited for; nil at the end.
  mutating func next() -> [SourceOrder]? {
    defer { waiting = [] }
    guard let lines = hasMore ? waiting : read() else { return nil }
    return lines.compactMap { SourceOrder($0) }
  }

  /// Whether orders came along with the settings.
  var hasMore: Bool { !waiting.isEmpty }

  private mutating func read() -> [[UInt8]]? {
    guard let bytes = try? StandardStream.input.read(limit: 4096), !bytes.isEmpty else {
      return nil
    }
    return try? buffer.lines(adding: bytes)
  }

  /// The first line alone, so that the rest stays for another program to read.
  static func firstLine() -> SourceOrder? {
    var line: [UInt8] = []
    while let byte = try? StandardStream.input.read(limit: 1).first {
      guard byte != UInt8(ascii: "\n") else { return SourceOrder(line) }
      guard line.count < SourceOrder.longest else { return nil }
      line.append(byte)
    }
    return nil
  }
}
