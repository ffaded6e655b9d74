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

  package func write(to writer: inout ByteWriter) {
    switch self {
    case .show(let style, let text):
      writer.integer(UInt8(1))
      writer.integer(style.rawValue)
      writer.text(text)
    case .hide: writer.integer(UInt8(2))
    case .check: writer.integer(UInt8(3))
    }
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> IndicatorCommand {
    switch try reader.integer(UInt8.self) {
    case 1: return .show(try reader.choice(), text: try reader.text())
    case 2: return .hide
    case 3: return .check
    default: throw .malformed
    }
  }
}

/// What the indicator answers to a check.
package enum IndicatorReport: ProcessMessage {
  /// The banner could be seen at this moment: taken before the X server was asked.
  case seen(at: BootTime)
  case notSeen
  case displayLost

  package func write(to writer: inout ByteWriter) {
    switch self {
    case .seen(let at):
      writer.integer(UInt8(1))
      writer.integer(at.nanoseconds)
    case .notSeen: writer.integer(UInt8(2))
    case .displayLost: writer.integer(UInt8(3))
    }
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> IndicatorReport {
    switch try reader.integer(UInt8.self) {
    case 1: return .seen(at: try reader.bootTime())
    case 2: return .notSeen
    case 3: return .displayLost
    default: throw .malformed
    }
  }
}
