package import ByteCoding
package import ClipFormat
package import Timeline

/// How long the recorder may fetch after a check of the indicator (P2).
package enum Lease {
  package static let milliseconds: Int64 = 250
  /// How often the agent checks and renews.
  package static let renewalMilliseconds: Int64 = 100
}

/// What the agent tells the recorder.
package enum RecorderCommand: ProcessMessage {
  case prepare(FilmOrder)
  /// The one permit of this process (P1): the call was answered, eligible and drawn.
  case permit(ClipOrder, answered: BootTime)
  /// Pixels may be fetched until then (P2).
  case lease(until: BootTime)
  case pause(GapReason, at: BootTime)
  case resume(at: BootTime)
  case close(ClosingReason, at: BootTime)

  package func write(to writer: inout ByteWriter) {
    switch self {
    case .prepare(let order):
      writer.integer(UInt8(1))
      order.write(to: &writer)
    case .permit(let order, let answered):
      writer.integer(UInt8(2))
      writer.integer(answered.nanoseconds)
      order.write(to: &writer)
    case .lease(let until):
      writer.integer(UInt8(3))
      writer.integer(until.nanoseconds)
    case .pause(let reason, let at):
      writer.integer(UInt8(4))
      writer.integer(reason.rawValue)
      writer.integer(at.nanoseconds)
    case .resume(let at):
      writer.integer(UInt8(5))
      writer.integer(at.nanoseconds)
    case .close(let reason, let at):
      writer.integer(UInt8(6))
      writer.integer(reason.rawValue)
      writer.integer(at.nanoseconds)
    }
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> RecorderCommand {
    switch try reader.integer(UInt8.self) {
    case 1: return .prepare(try FilmOrder.read(from: &reader))
    case 2:
      let answered = try reader.bootTime()
      return .permit(try ClipOrder.read(from: &reader), answered: answered)
    case 3: return .lease(until: try reader.bootTime())
    case 4: return .pause(try reader.choice(), at: try reader.bootTime())
    case 5: return .resume(at: try reader.bootTime())
    case 6: return .close(try reader.choice(), at: try reader.bootTime())
    default: throw .malformed
    }
  }
}

/// Why a recorder cannot film this display; each is a reason of the agent's state `off`.
package enum DisplayRefusal: UInt8, CaseIterable, Sendable {
  case noDisplay = 1
  case wayland = 2
  case remote = 3
  case severalScreens = 4
  case depth = 5
  case monitorSize = 6

  package var name: String {
    switch self {
    case .noDisplay: "display"
    case .wayland: "wayland"
    case .remote: "remote-display"
    case .severalScreens: "several-screens"
    case .depth: "depth"
    case .monitorSize: "monitor-size"
    }
  }
}

/// How a clip ended, as the recorder saw it.
package enum ClipOutcome: UInt8, CaseIterable, Sendable {
  /// Closed and in the spool.
  case kept = 1
  /// Shorter than `min_clip_seconds`, destroyed (F1).
  case tooShort = 2
  /// Destroyed because somebody objected or the employee erased it.
  case erased = 3
  /// Writing failed; what was sealed stays in the spool.
  case failed = 4
}

/// What the recorder tells the agent.
package enum RecorderReport: ProcessMessage {
  /// Connected, encoder open, sandboxed; nothing was asked of the display yet.
  case ready
  case refused(DisplayRefusal)
  /// Key objects and opening record are on the disk.
  case opened(ClipLocation)
  /// Film of the clip so far, in milliseconds, is sealed and on the disk.
  case sealed(milliseconds: Int64)
  case closed(ClipOutcome, filmedMilliseconds: Int64)

  package func write(to writer: inout ByteWriter) {
    switch self {
    case .ready: writer.integer(UInt8(1))
    case .refused(let refusal):
      writer.integer(UInt8(2))
      writer.integer(refusal.rawValue)
    case .opened(let location):
      writer.integer(UInt8(3))
      writer.text(location.campaign)
      writer.integer(location.day.number)
      writer.raw(location.clip.bytes)
    case .sealed(let milliseconds):
      writer.integer(UInt8(4))
      writer.integer(milliseconds)
    case .closed(let outcome, let filmed):
      writer.integer(UInt8(5))
      writer.integer(outcome.rawValue)
      writer.integer(filmed)
    }
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> RecorderReport {
    switch try reader.integer(UInt8.self) {
    case 1: return .ready
    case 2: return .refused(try reader.choice())
    case 3:
      let campaign = try reader.text()
      let day = CalendarDay(number: try reader.integer())
      guard
        let location = ClipLocation(campaign: campaign, day: day, clip: try reader.clip())
      else { throw .malformed }
      return .opened(location)
    case 4: return .sealed(milliseconds: try reader.integer())
    case 5: return .closed(try reader.choice(), filmedMilliseconds: try reader.integer())
    default: throw .malformed
    }
  }
}

extension ByteReader {
  mutating func bootTime() throws(ByteError) -> BootTime {
    BootTime(nanoseconds: try integer())
  }
}
