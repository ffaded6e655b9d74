package import ClipFormat
package import Redaction
package import Timeline

/// What the frames of a fragment covered, gathered for its sealed manifest.
package struct ManifestNotes: Sendable {
  private var notes: [(time: CallTime, note: FrameNote)] = []
  private var latest: FrameNote?

  package init() {}

  /// Takes in what a frame that begins at `time` covered; times rise.
  package mutating func note(_ note: FrameNote, at time: CallTime) {
    if note == latest, !notes.isEmpty { return }
    notes.append((time, note))
    latest = note
  }

  /// Drops what was noted from `time` on.
  package mutating func discard(from time: CallTime) {
    notes.removeAll { $0.time >= time }
    latest = notes.last?.note
  }

  /// The spans of one fragment; what held at its end holds on into the next.
  package mutating func take(of span: CallSpan) -> (hidden: [HiddenSpan], masked: [MaskSpan]) {
    var hidden: [HiddenSpan] = []
    var masked: [MaskSpan] = []
    for (index, entry) in notes.enumerated() {
      let end = index + 1 < notes.count ? notes[index + 1].time : span.end
      let piece = CallSpan(start: max(entry.time, span.start), end: min(end, span.end))
      guard piece.milliseconds > 0 else { continue }
      for reason in Set(entry.note.hidden.map(\.reason)).sorted(by: { $0.rawValue < $1.rawValue }) {
        hidden.append(HiddenSpan(span: piece, reason: reason))
      }
      for source in MaskSource.allCases {
        guard let count = source.origin.flatMap({ entry.note.masked[$0] }) else { continue }
        masked.append(MaskSpan(span: piece, count: UInt16(clamping: count), source: source))
      }
    }
    notes = latest.map { [(span.end, $0)] } ?? []
    return (
      Array(hidden.prefix(FormatLimits.manifestEntries)),
      Array(masked.prefix(FormatLimits.manifestEntries))
    )
  }
}

extension MaskSource {
  /// What finds such fields; nil where nothing does.
  fileprivate var origin: MaskOrigin? {
    switch self {
    case .accessibility: .accessibility
    case .policyRegion: .policyRegion
    case .windowClass, .terminal: nil
    }
  }
}
