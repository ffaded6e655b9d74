package import ClipFormat
internal import Timeline

/// What the sealed manifests of a clip tell of its time, joined over the fragments.
package struct Happenings: Equatable, Sendable {
  package internal(set) var events: [TimedEvent] = []
  /// Stretches that adjoin for one reason are one.
  package private(set) var hidden: [HiddenSpan] = []
  /// Stretches that adjoin with as many fields from one source are one.
  package private(set) var masked: [MaskSpan] = []

  mutating func add(_ manifest: FragmentManifest) {
    events += manifest.events
    for entry in manifest.hidden {
      if let index = hidden.lastIndex(where: { $0.reason == entry.reason }),
        hidden[index].span.end == entry.span.start
      {
        hidden[index].span = CallSpan(start: hidden[index].span.start, end: entry.span.end)
      } else {
        hidden.append(entry)
      }
    }
    for entry in manifest.masked {
      if let index = masked.lastIndex(where: {
        $0.source == entry.source && $0.count == entry.count
      }), masked[index].span.end == entry.span.start {
        masked[index].span = CallSpan(start: masked[index].span.start, end: entry.span.end)
      } else {
        masked.append(entry)
      }
    }
  }
}
