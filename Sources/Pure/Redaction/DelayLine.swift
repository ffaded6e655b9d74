package import Geometry
package import Timeline

/// Room in the delay line after an observation was taken in.
package enum LineRoom: Equatable, Sendable {
  case free
  /// More than three quarters of the limit: observe less often.
  case full
  /// Beyond the limit: the observation's patches were dropped and their windows are hidden
  /// (``HiddenReason/overload``) until one observation's patches hold all that shows of them.
  case overloaded
}

/// Holds back what was seen until what is known of it can no longer come too late.
///
/// A mask learned at T covers its window's frames from T − look-back on, and until 200 ms after
/// the statement that lifts it; a window of which nothing is known is covered whole (fail closed).
/// Only changed pixels are touched: a frame costs what changed since the frame before.
package struct DelayLine: ~Copyable, Sendable {
  private struct Pending {
    var observation: Observation
    var bytes: Int
    /// Windows whose patches did not fit.
    var dropped: Set<WindowID>
    /// True for the first observation after a cut.
    var startsAfresh: Bool
  }

  /// A frame starts at least this often while there is film, in milliseconds (F2).
  package static let longestFrame: Int64 = 1000

  package let size: PixelSize
  /// In milliseconds.
  package let lookback: Int64
  private let byteLimit: Int
  /// Bytes of patches that wait.
  package private(set) var pendingBytes = 0

  private var pending: [Pending] = []
  private var knowledge: [WindowID: WindowKnowledge] = [:]
  private var overloaded: Set<WindowID> = []
  private var canvas: Canvas
  private var newest: CallTime?
  private var lastFrame: CallTime?
  /// Up to where mask changes have been looked at.
  private var checked: CallTime?
  /// Where the film stops until the next observation, in order.
  private var cuts: [CallTime] = []
  private var startsAfresh = true

  /// An empty line for a canvas of even size.
  package init(size: PixelSize, lookback: Int64, byteLimit: Int = 64 << 20) {
    precondition(lookback >= 0 && byteLimit > 0)
    self.size = size
    self.lookback = lookback
    self.byteLimit = byteLimit
    canvas = Canvas(size: size)
  }

  /// Takes in what one tick saw; times must increase.
  ///
  /// The first observation, and the first after a cut, must bring every visible pixel; so must one
  /// in which a window moved, for that window. Pixels that are not brought are backdrop.
  package mutating func append(_ observation: Observation) -> LineRoom {
    if let newest { precondition(observation.at > newest) }
    newest = observation.at
    var bytes = observation.patches.reduce(0) { $0 + $1.byteCount }
    var observation = observation
    var dropped: Set<WindowID> = []
    if pendingBytes + bytes > byteLimit {
      dropped = Set(observation.patches.map(\.window))
      observation.patches = []
      bytes = 0
    }
    pendingBytes += bytes
    pending.append(
      Pending(
        observation: observation, bytes: bytes, dropped: dropped, startsAfresh: startsAfresh))
    startsAfresh = false
    if !dropped.isEmpty { return .overloaded }
    return pendingBytes > byteLimit / 4 * 3 ? .full : .free
  }

  /// Notes what must not be seen of a window, as of a time, until the next statement about it.
  ///
  /// Where several sources speak of one window, `hidden` is the union of what they say.
  package mutating func learn(_ hidden: HiddenRegions, of window: WindowID, at time: CallTime) {
    knowledge[window, default: WindowKnowledge()].learn(hidden, at: time)
  }

  /// Notes that a window is gone: its identifier may come back as another window.
  package mutating func forget(_ window: WindowID, at time: CallTime) {
    knowledge[window, default: WindowKnowledge()].forget(at: time)
  }

  /// Emits the frames up to `now` − look-back, oldest first.
  ///
  /// One for each observation, one where a mask begins or ends in between, and a repeat where a
  /// second would pass without one.
  package mutating func release<Failure: Error>(
    until now: CallTime,
    _ emit: (borrowing RedactedFrame, CallTime, FrameNote) throws(Failure) -> Void
  ) throws(Failure) {
    try advance(through: now - lookback, emit)
  }

  /// Emits the frames before `end` with what is known already: nothing more will be learned.
  package mutating func drain<Failure: Error>(
    until end: CallTime,
    _ emit: (borrowing RedactedFrame, CallTime, FrameNote) throws(Failure) -> Void
  ) throws(Failure) {
    try advance(through: end - 1, emit)
  }

  /// Emits the picture of `time` although nothing changed: a fragment starts with a frame.
  ///
  /// Everything up to `time` must have been emitted before.
  package mutating func repeatFrame<Failure: Error>(
    at time: CallTime,
    _ emit: (borrowing RedactedFrame, FrameNote) throws(Failure) -> Void
  ) throws(Failure) {
    let (masks, note) = covering(at: time)
    _ = canvas.cover(with: masks)
    checked = time
    lastFrame = time
    try emit(canvas.shown, note)
  }

  /// Cuts the film at `start`: what was seen from there on is dropped, and the next observation
  /// starts afresh.
  package mutating func discard(from start: CallTime) {
    let kept = pending.prefix { $0.observation.at < start }
    pendingBytes = kept.reduce(0) { $0 + $1.bytes }
    pending = Array(kept)
    newest = newest.map { min($0, start - 1) }
    if let lastFrame { newest = max(newest ?? lastFrame, lastFrame) }
    cuts.removeAll { $0 >= start }
    cuts.append(start)
    startsAfresh = true
  }

  private mutating func advance<Failure: Error>(
    through horizon: CallTime,
    _ emit: (borrowing RedactedFrame, CallTime, FrameNote) throws(Failure) -> Void
  ) throws(Failure) {
    while let time = nextTime(upTo: horizon) {
      let isDue = showPending(at: time) || time - (lastFrame ?? time) >= Self.longestFrame
      let (masks, note) = covering(at: time)
      let hasChanged = canvas.cover(with: masks)
      checked = time
      for window in knowledge.keys { knowledge[window]?.prune(before: time) }
      guard isDue || hasChanged else { continue }
      lastFrame = time
      try emit(canvas.shown, time, note)
    }
  }

  /// The next moment that may need a frame.
  private func nextTime(upTo horizon: CallTime) -> CallTime? {
    var candidates = pending.first.map { [$0.observation.at] } ?? []
    if let lastFrame, let checked {
      let end = min(horizon, cuts.first.map { $0 - 1 } ?? horizon)
      let changes = canvas.windows.compactMap {
        knowledge[$0.window]?.change(after: checked, upTo: end, lookback: lookback)
      }
      let isRunning = lastFrame + Self.longestFrame <= end
      candidates += changes + (isRunning ? [lastFrame + Self.longestFrame] : [])
    }
    return candidates.min().flatMap { $0 <= horizon ? $0 : nil }
  }

  /// Moves the observation of `time`, if there is one, onto the canvas.
  private mutating func showPending(at time: CallTime) -> Bool {
    guard let next = pending.first, next.observation.at == time else { return false }
    pending.removeFirst()
    pendingBytes -= next.bytes
    if next.startsAfresh { canvas.clear() }
    cuts.removeAll { $0 <= time }
    canvas.show(next.observation)
    overloaded.subtract(overloaded.filter { isWhole($0, in: next.observation) })
    overloaded.formUnion(next.dropped)
    return true
  }

  /// Whether the patches bring all that shows of a window.
  private func isWhole(_ window: WindowID, in observation: Observation) -> Bool {
    guard var missing = canvas.windows.first(where: { $0.window == window })?.visible else {
      return false
    }
    for patch in observation.patches where patch.window == window {
      missing.subtract(patch.region)
    }
    return missing.isEmpty
  }

  /// What must be black at `time`, in regions with even edges.
  private func covering(at time: CallTime) -> (masks: RegionSet, note: FrameNote) {
    var masks = RegionSet()
    var note = FrameNote(hidden: [], maskCount: 0)
    for window in canvas.windows where !window.visible.isEmpty {
      switch hidden(window.window, at: time) {
      case .everything(let reason):
        note.hidden.append(.init(window: window.window, reason: reason))
        for piece in window.visible.regions { masks.insert(piece.evenOutward) }
      case .only(let regions):
        for region in regions {
          let placed = region.moved(x: window.frame.x, y: window.frame.y).evenOutward
          let pieces = window.visible.intersection(placed).regions
          note.maskCount += pieces.isEmpty ? 0 : 1
          for piece in pieces { masks.insert(piece.evenOutward) }
        }
      }
    }
    return (masks, note)
  }

  private func hidden(_ window: WindowID, at time: CallTime) -> HiddenRegions {
    guard !overloaded.contains(window) else { return .everything(.overload) }
    return knowledge[window]?.mask(at: time, lookback: lookback) ?? .everything(.unknownWindow)
  }
}
