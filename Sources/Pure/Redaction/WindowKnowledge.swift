import Geometry
import Timeline

/// What was said about one window, in the order of the times that it was said of.
struct WindowKnowledge {
  private struct Statement {
    var at: CallTime
    /// Nil where the window was forgotten.
    var hidden: HiddenRegions?
  }

  /// How long a mask outlives the statement that ended it, in milliseconds.
  static let afterglow: Int64 = 200

  private var statements: [Statement] = []
  /// Up to when what was fetched is known to hold no more than what was said.
  private(set) var vouched: CallTime?
  /// Which answer vouched up to when, oldest first.
  private var answers: [(through: CallTime, asked: CallTime)] = []
  /// Fetched before then, and unknown for good, oldest first.
  private var unasked: [CallTime] = []
  /// When the newest pixels that are on the picture were fetched.
  private var fetched: CallTime?

  /// The masks of the last statement; none where the window was hidden or nothing was said.
  var lastMasks: [MaskedRegion] {
    guard case .only(let masks)? = statements.last?.hidden else { return [] }
    return masks
  }

  mutating func learn(_ hidden: HiddenRegions, at time: CallTime) {
    insert(Statement(at: time, hidden: hidden))
  }

  mutating func forget(at time: CallTime) {
    insert(Statement(at: time, hidden: nil))
  }

  mutating func vouch(_ vouching: Vouching) {
    if let asked = vouching.asked, vouching.through > vouched ?? vouching.through - 1 {
      answers.append((vouching.through, asked))
    }
    vouched = max(vouched ?? vouching.through, vouching.through)
    let oldest = fetched
    unasked += vouching.unasked.filter { time in
      oldest.map { time >= $0 } ?? true && !unasked.contains(time)
    }
  }

  mutating func noteFetch(at time: CallTime) {
    fetched = time
    answers.removeAll { $0.through < time }
    unasked.removeAll { $0 < time }
  }

  /// Whether pixels are on the picture that nobody has vouched for.
  private var isUnvouched: Bool {
    guard let fetched else { return false }
    return vouched.map { $0 < fetched } ?? true || unasked.contains(fetched)
  }

  private mutating func insert(_ statement: Statement) {
    let index = statements.lastIndex { $0.at <= statement.at }.map { $0 + 1 } ?? 0
    statements.insert(statement, at: index)
  }

  /// The union of what holds at some moment of [time − afterglow, time + lookback].
  ///
  /// And up to the answer that vouches for what is on the picture, where that is later still.
  /// Everything is hidden where nothing is known (fail closed). What was said before the window
  /// was forgotten says nothing of later frames, and the reverse.
  func mask(at time: CallTime, lookback: Int64) -> HiddenRegions {
    let start = statements.lastIndex { $0.hidden == nil && $0.at <= time }.map { $0 + 1 } ?? 0
    let end = max(time + lookback, answers.first?.asked ?? time)
    let life = statements[start...].prefix { $0.hidden != nil && $0.at <= end }
    var regions: [MaskedRegion] = []
    for (index, statement) in zip(life.indices, life) {
      let isOver = index + 1 < life.endIndex && life[index + 1].at <= time - Self.afterglow
      guard !isOver, let hidden = statement.hidden else { continue }
      guard case .only(let more) = hidden else { return hidden }
      regions += more.filter { !regions.contains($0) }
    }
    guard !life.isEmpty else { return .everything(.unknownWindow) }
    return isUnvouched ? .everything(.noAnswer) : .only(regions)
  }

  /// The first moment after `time` and up to `end` at which the mask may change.
  func change(after time: CallTime, upTo end: CallTime, lookback: Int64) -> CallTime? {
    statements.lazy.flatMap { [$0.at - lookback, $0.at, $0.at + Self.afterglow] }
      .filter { $0 > time && $0 <= end }.min()
  }

  /// Drops what no frame at or after `time` can need.
  mutating func prune(before time: CallTime) {
    while statements.count > 1, statements[1].at <= time - Self.afterglow {
      statements.removeFirst()
    }
  }
}
