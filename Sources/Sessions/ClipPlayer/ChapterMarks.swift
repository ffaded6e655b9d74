internal import ClipFormat
internal import ProcessMessages
internal import Timeline

/// The chapters of a film: the call's events, and where film stops and goes on.
enum ChapterMarks {
  /// More of them help nobody, and an order has a limit.
  static let most = 1_000

  private struct Mark {
    var time: CallTime
    var title: String
  }

  /// Chapters that fill the film without overlap, in order.
  ///
  /// What happens at one moment shares a chapter; what happens at the very end has the last
  /// millisecond, so that a player shows it.
  static func chapters(
    events: [TimedEvent], gaps: [Gap], end: CallTime
  ) -> [ExportOrder.Chapter] {
    guard end > .answered else { return [] }
    let starts = gaps.map { Mark(time: $0.span.start, title: "not filmed: \($0.reason.title)") }
    let ends = gaps.map { Mark(time: $0.span.end, title: "film") }
    let happened = events.map { Mark(time: $0.time, title: $0.kind.title) }
    let first = Mark(time: .answered, title: CallEventKind.answered.title)
    var merged: [Mark] = []
    let all = [first] + happened + starts + ends.filter { $0.time < end }
    for mark in stablySorted(all) {
      let time = min(max(mark.time, .answered), end - 1)
      guard let last = merged.last, last.time == time else {
        merged.append(Mark(time: time, title: mark.title))
        continue
      }
      merged[merged.count - 1].title = joined(last.title, mark.title)
    }
    let shown = merged.prefix(most)
    let stops = shown.dropFirst().map(\.time) + [end]
    return zip(shown, stops).map { mark, stop in
      ExportOrder.Chapter(span: CallSpan(start: mark.time, end: stop), title: mark.title)
    }
  }

  /// "film" only says that there is nothing else to say.
  private static func joined(_ old: String, _ new: String) -> String {
    if old == new || new == "film" { return old }
    return old == "film" ? new : "\(old), \(new)"
  }

  private static func stablySorted(_ marks: [Mark]) -> [Mark] {
    marks.enumerated().sorted { ($0.element.time, $0.offset) < ($1.element.time, $1.offset) }
      .map(\.element)
  }
}

extension CallEventKind {
  /// In the words of a listing and of a chapter.
  package var title: String {
    switch self {
    case .ringing: "ringing"
    case .answered: "answered"
    case .callerInformed: "caller informed"
    case .held: "on hold"
    case .resumed: "resumed"
    case .transferred: "transferred"
    case .callerObjected: "caller objected"
    case .ended: "ended"
    }
  }
}

extension GapReason {
  /// After "not filmed:".
  package var title: String {
    switch self {
    case .hold: "hold"
    case .paused: "paused"
    case .indicatorLost: "the indicator was gone"
    case .sourceLost: "the call's state was unknown"
    case .recorderLost: "the recorder was gone"
    case .displayChanged: "the display changed"
    case .disk: "the disk was full"
    }
  }
}
