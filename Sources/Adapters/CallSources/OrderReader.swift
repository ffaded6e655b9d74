internal import LinuxSystem
internal import Telephony

/// Reads the agent's orders from standard input.
struct OrderReader {
  private var buffer = LineBuffer(longest: SourceOrder.longest)
  private var waiting: [SourceOrder] = []

  /// The first line, waited for; nil where there is none that says where telephony is.
  mutating func settings() -> SourceSettings? {
    while waiting.isEmpty {
      guard let orders = next() else { return nil }
      waiting = orders
    }
    guard case .settings(let settings) = waiting.removeFirst() else { return nil }
    return settings
  }

  /// What has come by now, waited for; nil at the end.
  mutating func next() -> [SourceOrder]? {
    if !waiting.isEmpty {
      defer { waiting = [] }
      return waiting
    }
    guard let bytes = try? StandardStream.input.read(limit: 4096), !bytes.isEmpty,
      let lines = try? buffer.lines(adding: bytes)
    else { return nil }
    return lines.compactMap { SourceOrder($0) }
  }

  /// Whether orders came along with the settings.
  var hasMore: Bool { !waiting.isEmpty }

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
