package import ByteCoding
package import Timeline

/// What the banner shows.
package enum BannerStyle: UInt8, CaseIterable, Sendable {
  case recording = 1
  case paused = 2
}

/// What the agent tells the indicator.
package enum IndicatorCommand: ProcessMessage {
  case show(BannerStyle, text: String)
  case hide
  /// Asks for a proof that the banner can be seen now.
  case check
  /// Grabs the private hot key (N12); nil grabs none.
  case hotKey(String?)

  package func write(to writer: inout ByteWriter) {
    switch self {
    case .show(let style, let text):
      writer.integer(UInt8(1))
      writer.integer(style.rawValue)
      writer.text(text)
    case .hide: writer.integer(UInt8(2))
    case .check: writer.integer(UInt8(3))
    case .hotKey(let key):
      writer.integer(UInt8(4))
      writer.optional(key)
    }
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> IndicatorCommand {
    switch try reader.integer(UInt8.self) {
    case 1: return .show(try reader.choice(), text: try reader.text())
    case 2: return .hide
    case 3: return .check
    case 4: return .hotKey(try reader.optionalText())
    default: throw .malformed
    }
  }
}

/// What the indicator tells: its answer to a check, and what the employee pressed.
package enum IndicatorReport: ProcessMessage {
  /// The banner could be seen at this moment: taken before the X server was asked.
  case seen(at: BootTime)
  case notSeen
  case displayLost
  /// The private hot key was pressed.
  case hotKeyPressed
  /// There is no such key, or another program has it.
  case hotKeyRefused

  package func write(to writer: inout ByteWriter) {
    switch self {
    case .seen(let at):
      writer.integer(UInt8(1))
      writer.integer(at.nanoseconds)
    case .notSeen: writer.integer(UInt8(2))
    case .displayLost: writer.integer(UInt8(3))
    case .hotKeyPressed: writer.integer(UInt8(4))
    case .hotKeyRefused: writer.integer(UInt8(5))
    }
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> IndicatorReport {
    switch try reader.integer(UInt8.self) {
    case 1: return .seen(at: try reader.bootTime())
    case 2: return .notSeen
    case 3: return .displayLost
    case 4: return .hotKeyPressed
    case 5: return .hotKeyRefused
    default: throw .malformed
    }
  }
}
