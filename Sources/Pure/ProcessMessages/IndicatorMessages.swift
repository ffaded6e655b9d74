package import ByteCoding
package import Timeline

/// What the banner shows.
package enum BannerStyle: UInt8, CaseIterable, Sendable {
  case recording = 1
  case paused = 2
}

/// The sign of the icon in an XEmbed tray.
package enum IconSign: UInt8, CaseIterable, Sendable {
  case idle = 1
  case armed = 2
  case recording = 3
  case held = 4
  case privateOn = 5
  case off = 6
}

/// By what an employee can see that recording is on (P2).
package enum SeenIndicator: UInt8, CaseIterable, Sendable {
  case banner = 1
  case embeddedIcon = 2
  case trayItem = 3
}

/// What the agent tells the indicator.
package enum IndicatorCommand: ProcessMessage {
  /// `always`: the banner, also where an icon can be seen.
  case show(BannerStyle, text: String, always: Bool)
  case hide
  /// Asks for a proof that something can be seen now; with where a host says that the tray item is.
  case check(TrayPlace?)
  /// Grabs the private hot key (N12); nil grabs none.
  case hotKey(String?)
  /// What the icon shows, and what it is called for who does not see it; nil where the session
  /// bus has a tray.
  case icon(IconSign?, text: String)

  package func write(to writer: inout ByteWriter) {
    switch self {
    case .show(let style, let text, let isAlways):
      writer.integer(UInt8(1))
      writer.integer(style.rawValue)
      writer.text(text)
      writer.flag(isAlways)
    case .hide: writer.integer(UInt8(2))
    case .check(let place):
      writer.integer(UInt8(3))
      writer.flag(place != nil)
      place?.write(to: &writer)
    case .hotKey(let key):
      writer.integer(UInt8(4))
      writer.optional(key)
    case .icon(let sign, let text):
      writer.integer(UInt8(5))
      writer.integer(sign?.rawValue ?? 0)
      writer.text(text)
    }
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> IndicatorCommand {
    switch try reader.integer(UInt8.self) {
    case 1:
      return .show(
        try reader.choice(), text: try reader.text(), always: try reader.flag())
    case 2: return .hide
    case 3: return .check(try reader.flag() ? try TrayPlace.read(from: &reader) : nil)
    case 4: return .hotKey(try reader.optionalText())
    case 5:
      let number = try reader.integer(UInt8.self)
      guard number == 0 || IconSign(rawValue: number) != nil else { throw .malformed }
      return .icon(IconSign(rawValue: number), text: try reader.text())
    default: throw .malformed
    }
  }
}

/// What the indicator tells: its answer to a check, and what the employee pressed.
package enum IndicatorReport: ProcessMessage {
  /// It could be seen at this moment: taken before the X server was asked.
  case seen(SeenIndicator, at: BootTime)
  case notSeen
  case displayLost
  /// The private hot key was pressed.
  case hotKeyPressed
  /// There is no such key, or another program has it.
  case hotKeyRefused
  /// The icon was clicked.
  case iconClicked

  package func write(to writer: inout ByteWriter) {
    switch self {
    case .seen(let indicator, let at):
      writer.integer(UInt8(1))
      writer.integer(indicator.rawValue)
      writer.integer(at.nanoseconds)
    case .notSeen: writer.integer(UInt8(2))
    case .displayLost: writer.integer(UInt8(3))
    case .hotKeyPressed: writer.integer(UInt8(4))
    case .hotKeyRefused: writer.integer(UInt8(5))
    case .iconClicked: writer.integer(UInt8(6))
    }
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> IndicatorReport {
    switch try reader.integer(UInt8.self) {
    case 1: return .seen(try reader.choice(), at: try reader.bootTime())
    case 2: return .notSeen
    case 3: return .displayLost
    case 4: return .hotKeyPressed
    case 5: return .hotKeyRefused
    case 6: return .iconClicked
    default: throw .malformed
    }
  }
}
