internal import ByteCoding
package import Timeline

/// A call event on the clip's timeline.
package struct TimedEvent: Hashable, Sendable {
  package var time: CallTime
  package var kind: CallEventKind

  package init(time: CallTime, kind: CallEventKind) {
    self.time = time
    self.kind = kind
  }
}

/// A stretch in which a listed window was covered whole.
package struct HiddenSpan: Hashable, Sendable {
  package var span: CallSpan
  package var reason: HiddenReason

  package init(span: CallSpan, reason: HiddenReason) {
    self.span = span
    self.reason = reason
  }
}

/// What found a masked field.
package enum MaskSource: UInt8, CaseIterable, Sendable {
  case accessibility = 1
  case windowClass = 2
  case terminal = 3
  case policyRegion = 4

  package var name: String {
    switch self {
    case .accessibility: "accessibility"
    case .windowClass: "window-class"
    case .terminal: "terminal"
    case .policyRegion: "policy-region"
    }
  }
}

/// A stretch in which fields were masked.
package struct MaskSpan: Hashable, Sendable {
  package var span: CallSpan
  /// Fields at once, at most.
  package var count: UInt16
  package var source: MaskSource

  package init(span: CallSpan, count: UInt16, source: MaskSource) {
    self.span = span
    self.count = count
    self.source = source
  }
}

/// What happened in one fragment; sealed with its film, so the store's operator learns none of it.
package struct FragmentManifest: Equatable, Sendable {
  package static let version: UInt8 = 1

  /// Frames in the film of this fragment.
  package var frames: UInt32
  /// Observations of the screen, changed or not (F2).
  package var ticks: UInt32
  /// From the end of the fragment before to the end of this one, in order.
  package var events: [TimedEvent]
  package var hidden: [HiddenSpan]
  package var masked: [MaskSpan]

  package init(
    frames: UInt32, ticks: UInt32, events: [TimedEvent] = [], hidden: [HiddenSpan] = [],
    masked: [MaskSpan] = []
  ) {
    self.frames = frames
    self.ticks = ticks
    self.events = events
    self.hidden = hidden
    self.masked = masked
  }

  func write(gaps: [Gap], to writer: inout ByteWriter) {
    writer.integer(Self.version)
    writer.integer(frames)
    writer.integer(ticks)
    writer.gaps(gaps)
    writer.events(events)
    writer.integer(UInt16(hidden.count))
    for entry in hidden {
      writer.span(entry.span)
      writer.integer(entry.reason.rawValue)
    }
    writer.integer(UInt16(masked.count))
    for entry in masked {
      writer.span(entry.span)
      writer.integer(entry.count)
      writer.integer(entry.source.rawValue)
    }
  }

  /// The gaps are returned beside the manifest: they lie before the fragment, not in it.
  static func read(from reader: inout ByteReader) throws(ByteError) -> (FragmentManifest, [Gap]) {
    guard try reader.integer(UInt8.self) == version else { throw .malformed }
    var manifest = FragmentManifest(frames: try reader.integer(), ticks: try reader.integer())
    let gaps = try reader.gaps()
    manifest.events = try reader.events()
    for _ in 0..<(try reader.count(limit: FormatLimits.manifestEntries)) {
      manifest.hidden.append(HiddenSpan(span: try reader.span(), reason: try reader.code()))
    }
    for _ in 0..<(try reader.count(limit: FormatLimits.manifestEntries)) {
      manifest.masked.append(
        MaskSpan(
          span: try reader.span(), count: try reader.integer(), source: try reader.code()))
    }
    return (manifest, gaps)
  }
}

extension CallEventKind {
  /// 1 for ringing to 8 for ended, in the order of the session bus's documentation.
  var code: UInt8 {
    switch self {
    case .ringing: 1
    case .answered: 2
    case .callerInformed: 3
    case .held: 4
    case .resumed: 5
    case .transferred: 6
    case .callerObjected: 7
    case .ended: 8
    }
  }

  init?(code: UInt8) {
    guard let kind = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = kind
  }
}

extension ByteWriter {
  mutating func events(_ events: [TimedEvent]) {
    integer(UInt16(events.count))
    for event in events {
      time(event.time)
      integer(event.kind.code)
    }
  }
}

extension ByteReader {
  mutating func events() throws(ByteError) -> [TimedEvent] {
    var events: [TimedEvent] = []
    for _ in 0..<(try count(limit: FormatLimits.manifestEntries)) {
      let time = try time()
      guard let kind = CallEventKind(code: try integer()) else { throw .malformed }
      events.append(TimedEvent(time: time, kind: kind))
    }
    return events
  }
}
