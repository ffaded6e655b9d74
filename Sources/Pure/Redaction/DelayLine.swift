internal import Geometry
package import Timeline

/// Holds back what was seen until what is known of it can no longer come too late.
///
/// A mask learned at T covers its window's frames from T − look-back on, and until 200 ms after
/// the statement that lifts it; a window of which nothing is known is covered whole (fail closed).
/// Only changed pixels are touched: a frame costs what changed since the frame before. There is
/// one picture for each monitor that is filmed; which these are is the ``layout``. Used by one
/// thread.
package struct DelayLine: ~Copyable {
  private struct Pending {
    var observation: Observation
    var bytes: Int
    /// The monitors on which it shows a listed window.
    var needed: [Monitor]
    /// Windows whose patches did not fit.
    var dropped: Set<WindowID>
    /// True for the first observation after a cut.
    var startsAfresh: Bool
  }

  /// A frame starts at least this often on each track while there is film, in milliseconds (F2).
  package static let longestFrame: Int64 = 1000

  /// In milliseconds.
  package let lookback: Int64
  private let byteLimit: Int
  /// Bytes of patches that wait.
  package private(set) var pendingBytes = 0
  /// When an observation that waits needs another layout; nothing from then on is emitted before
  /// ``changeLayout()``.
  package private(set) var layoutChange: CallTime?

  private var pending: [Pending] = []
  private var knowledge: [WindowID: WindowKnowledge] = [:]
  private var tracks: FilmedTracks
  private var newest: CallTime?
  /// Up to where mask changes have been looked at.
  private var checked: CallTime?
  /// Where the film stops until the next observation, in order.
  private var cuts: [CallTime] = []
  private var startsAfresh = true
  /// The least time that pixels under a new mask would still have waited when it was learned, in
  /// milliseconds; nil: there was none.
  package private(set) var smallestReserve: Int64?

  /// An empty line that films `monitor` until an observation needs others.
  package init(monitor: Monitor, lookback: Int64, byteLimit: Int = 64 << 20) {
    precondition(lookback >= 0 && byteLimit > 0)
    self.lookback = lookback
    self.byteLimit = byteLimit
    tracks = FilmedTracks(monitor)
  }

  /// The monitors that are filmed, by rising track; never empty.
  package var layout: [Monitor] { tracks.layout }

  /// Takes in what one tick saw; times must increase.
  ///
  /// The first observation, and the first after a cut, must bring every visible pixel; so must one
  /// in which a window moved, for that window, and one with other monitors. Pixels that are not
  /// brought are backdrop.
  package mutating func append(_ observation: Observation) -> LineRoom {
    if let newest { precondition(observation.at > newest) }
    newest = observation.at
    var observation = observation
    var bytes = observation.patches.reduce(0) { $0 + $1.byteCount }
    let needed = observation.neededMonitors
    var dropped: Set<WindowID> = []
    if pendingBytes + bytes > byteLimit {
      dropped = Set(observation.patches.map(\.window))
      observation.patches = []
      bytes = 0
    }
    pendingBytes += bytes
    pending.append(
      Pending(
        observation: observation, bytes: bytes, needed: needed, dropped: dropped,
        startsAfresh: startsAfresh))
    startsAfresh = false
    findLayoutChange()
    return room(after: observation, dropped: !dropped.isEmpty)
  }

  /// A quarter of the limit is what hurries nobody: less is no reason to look less often.
  private func room(after observation: Observation, dropped: Bool) -> LineRoom {
    let load = LineLoad(
      byteLimit: byteLimit, lookback: lookback,
      waiting: pending.map { ($0.observation.at, $0.bytes) })
    guard dropped else {
      let rest = load.rest(before: 0, at: observation.at)
      return rest > 0 ? .full(rest: rest) : .free
    }
    // The next observation brings all that shows.
    let whole = observation.windows.reduce(0) { $0 + $1.visible.area * 3 / 2 }
    return .overloaded(rest: load.rest(before: whole, at: observation.at))
  }

  /// Notes what must not be seen of a window, as of a time, until the next statement about it.
  ///
  /// Where several sources speak of one window, `hidden` is the union of what they say.
  /// What was fetched after what is vouched for stays hidden: whoever looks for what must be
  /// masked may not have seen it yet.
  package mutating func learn(_ hidden: HiddenRegions, of window: WindowID, at time: CallTime) {
    knowledge[window, default: WindowKnowledge()].learn(hidden, at: time)
  }

  /// Measures how early `hidden` is learned at `now`; told before ``learn(_:of:at:)`` and
  /// ``vouch(for:_:)``: what was vouched for before does not count.
  package mutating func measure(_ hidden: HiddenRegions, of window: WindowID, now: CallTime) {
    guard case .only(let masks) = hidden else { return }
    let known = knowledge[window]?.lastMasks ?? []
    let vouched = knowledge[window]?.vouched
    let waiting = pending.filter { entry in vouched.map { entry.observation.at > $0 } ?? true }
    for mask in masks where mask.origin == .accessibility && !known.contains(mask) {
      guard let oldest = waiting.first(where: { $0.observation.shows(mask.region, of: window) })
      else { continue }
      let reserve = oldest.observation.at + lookback - now
      smallestReserve = min(smallestReserve ?? reserve, reserve)
    }
  }

  /// Notes which pixels of a window show no more than was said.
  package mutating func vouch(for window: WindowID, _ vouching: Vouching) {
    knowledge[window, default: WindowKnowledge()].vouch(vouching)
  }

  /// Notes that a window is gone: its identifier may come back as another window.
  package mutating func forget(_ window: WindowID, at time: CallTime) {
    knowledge[window, default: WindowKnowledge()].forget(at: time)
  }

  /// Cuts the film at `start`: what was seen from there on is dropped, and the next observation
  /// starts afresh.
  package mutating func discard(from start: CallTime) {
    let kept = pending.prefix { $0.observation.at < start }
    pendingBytes = kept.reduce(0) { $0 + $1.bytes }
    pending = Array(kept)
    newest = newest.map { min($0, start - 1) }
    if let last = tracks.all.compactMap(\.lastFrame).max() { newest = max(newest ?? last, last) }
    cuts.removeAll { $0 >= start }
    cuts.append(start)
    startsAfresh = true
    findLayoutChange()
  }
}

extension DelayLine {
  /// Chooses the monitors of a film that is about to start with this observation.
  ///
  /// Only those that it needs; where nothing listed shows, one that is there. Nothing may wait in
  /// the line.
  package mutating func chooseLayout(for observation: Observation) {
    precondition(pending.isEmpty)
    let needed = observation.neededMonitors
    let present = layout.filter(observation.monitors.contains)
    let idle = present.isEmpty ? observation.monitors : present
    take(needed.isEmpty ? Array(idle.prefix(1)) : needed)
  }

  /// Takes the layout that the observation of ``layoutChange`` needs; all before it was emitted.
  ///
  /// Monitors that stay keep their pictures; on others nothing listed has shown before.
  package mutating func changeLayout() {
    guard let next = pending.first, next.observation.at == layoutChange else {
      preconditionFailure("frames of the old layout are still to be emitted")
    }
    take(layout.following(present: next.observation.monitors, needed: next.needed))
  }

  /// Lets the monitors go on which nothing listed shows: a segment starts.
  package mutating func narrowLayout() {
    take(tracks.showing)
  }

  private mutating func take(_ monitors: [Monitor]) {
    tracks.take(monitors)
    findLayoutChange()
  }

  private mutating func findLayoutChange() {
    let layout = layout
    layoutChange =
      pending.first { entry in
        layout.following(present: entry.observation.monitors, needed: entry.needed) != layout
      }?.observation.at
  }
}

extension DelayLine {
  /// Takes one frame of one track.
  package typealias Emit<Failure: Error> = (
    _ track: Int, borrowing RedactedFrame, CallTime, FrameNote
  ) throws(Failure) -> Void

  /// Emits the frames up to `now` − look-back, oldest first, and before any ``layoutChange``.
  ///
  /// On each track one for each observation that changed its picture, one where a mask begins or
  /// ends in between, and a repeat where a second would pass without one.
  package mutating func release<Failure: Error>(
    until now: CallTime, _ emit: Emit<Failure>
  ) throws(Failure) {
    try advance(through: now - lookback, emit)
  }

  /// Emits the frames before `end` with what is known already: nothing more will be learned.
  package mutating func drain<Failure: Error>(
    until end: CallTime, _ emit: Emit<Failure>
  ) throws(Failure) {
    try advance(through: end - 1, emit)
  }

  /// Emits the picture of `time` although nothing changed: a fragment starts with a frame.
  ///
  /// Everything up to `time` must have been emitted before.
  package mutating func repeatFrame<Failure: Error>(
    at time: CallTime, on wanted: [Int], _ emit: Emit<Failure>
  ) throws(Failure) {
    let covering = covering(at: time)
    checked = time
    for (track, masks) in zip(tracks.all, covering.masks) where wanted.contains(track.monitor.track)
    {
      _ = track.canvas.cover(with: masks)
      track.lastFrame = time
      try emit(track.monitor.track, track.canvas.shown, time, covering.note)
    }
  }

  private mutating func advance<Failure: Error>(
    through horizon: CallTime, _ emit: Emit<Failure>
  ) throws(Failure) {
    while let time = nextTime(upTo: horizon) {
      showPending(at: time)
      let covering = covering(at: time)
      checked = time
      for window in knowledge.keys { knowledge[window]?.prune(before: time) }
      for (track, masks) in zip(tracks.all, covering.masks) {
        guard track.canvas.cover(with: masks) || track.isDue(at: time) else { continue }
        track.lastFrame = time
        try emit(track.monitor.track, track.canvas.shown, time, covering.note)
      }
    }
  }

  /// The next moment that may need a frame.
  private func nextTime(upTo horizon: CallTime) -> CallTime? {
    let horizon = layoutChange.map { min($0 - 1, horizon) } ?? horizon
    var candidates = pending.first.map { [$0.observation.at] } ?? []
    let repeats = tracks.all.compactMap { $0.lastFrame.map { $0 + Self.longestFrame } }
    if let checked, !repeats.isEmpty {
      let end = min(horizon, cuts.first.map { $0 - 1 } ?? horizon)
      let changes = tracks.windows.compactMap {
        knowledge[$0]?.change(after: checked, upTo: end, lookback: lookback)
      }
      candidates += changes + repeats.filter { $0 <= end }
    }
    return candidates.min().flatMap { $0 <= horizon ? $0 : nil }
  }

  /// Moves the observation of `time`, if there is one, onto the pictures.
  private mutating func showPending(at time: CallTime) {
    guard let next = pending.first, next.observation.at == time else { return }
    pending.removeFirst()
    pendingBytes -= next.bytes
    cuts.removeAll { $0 <= time }
    tracks.show(next.observation, isFresh: next.startsAfresh, dropped: next.dropped)
    for window in Set(next.observation.patches.map(\.window)) {
      knowledge[window, default: WindowKnowledge()].noteFetch(at: time)
    }
  }

  private func covering(at time: CallTime) -> Covering {
    tracks.covering { window in
      knowledge[window]?.mask(at: time, lookback: lookback) ?? .everything(.unknownWindow)
    }
  }
}

extension Observation {
  /// Whether it brings pixels of a region in window coordinates.
  fileprivate func shows(_ region: PixelRegion, of window: WindowID) -> Bool {
    guard let frame = windows.first(where: { $0.window == window })?.frame else { return false }
    let place = region.moved(x: frame.x, y: frame.y)
    return patches.contains { $0.window == window && $0.region.intersection(place) != nil }
  }
}
