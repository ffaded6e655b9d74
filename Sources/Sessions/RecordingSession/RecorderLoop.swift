import ByteCoding
import LinuxSystem
import ProcessMessages
import Redaction
import ScreenCapture
import SensitiveRegions
import Timeline

/// The recorder while a call is filmed: the tick, the lease and the agent's commands.
struct RecorderLoop: ~Copyable {
  /// How late after `answered` the first picture may come without a gap, in milliseconds.
  private static let patience: Int64 = 500
  /// A longer time between two observations is a gap (F2); the format refuses it as film.
  private static let longestObservation: Int64 = 1000

  /// How long frames are encoded before the loop looks at the screen again, in milliseconds.
  private static let releasePatience: Int64 = 40
  /// About one frame.
  private static let releaseStep: Int64 = 66

  let answered: BootTime
  private let timer: TimerDescriptor
  let rules: WindowRules
  /// What asks the programs for their fields; nil where there is no accessibility bus.
  let fields: AccessibleFields?
  var capture: ScreenCapture
  var film: Film
  /// No pixel is asked for after this moment (P2).
  var lease: BootTime
  /// The agent has paused the film.
  private var isPaused = false
  private var isHeld = false
  /// How long to wait from one observation to the next, because the delay line fills; in
  /// milliseconds.
  var rest: Int64 = 0
  /// When it was last looked at whether the filmed windows are still those that the rules list.
  var looked = CallTime.answered
  /// Up to when the line has been asked for what may leave it.
  private var released = CallTime.answered
  var isWatching = false
  private var hasBegun = false
  var isDisplayLost = false
  private var reported: Int64 = 0

  init(
    order: FilmOrder, answered: BootTime, lease: BootTime, timer: consuming TimerDescriptor,
    capture: consuming ScreenCapture, film: consuming Film, accessibility: AccessibilityBus?
  ) {
    self.answered = answered
    self.lease = min(lease, Self.now.advanced(milliseconds: Lease.milliseconds))
    self.capture = capture
    self.film = film
    fields = accessibility.map { bus in
      AccessibleFields(bus, order) {
        max(Self.now.callTime(answered: answered), .answered)
      }
    }
    rules = WindowRules(order, fields: fields)
    self.timer = timer
  }

  /// Films until the call, the agent or the display ends, and closes the clip.
  consuming func run(_ agent: borrowing MessageSocket) throws(FilmFailure) -> RecorderReport {
    let (reason, at) = try filmUntilEnd(agent)
    capture.stop()
    if let reserve = film.smallestReserve { Log.note(.maskReserve, count: Int(reserve)) }
    let (outcome, filmed) = try film.close(reason, at: at)
    return .closed(outcome, filmedMilliseconds: filmed)
  }

  private mutating func filmUntilEnd(
    _ agent: borrowing MessageSocket
  ) throws(FilmFailure) -> (ClosingReason, CallTime) {
    // The first look does not wait for the timer, but for what the agent has said already.
    if let end = try takeCommands(from: agent) { return end }
    try tick()
    while true {
      // A tick handles what the X server said; waking for each report of damage in between costs
      // more than the film of a screen where little happens.
      let display = isWatching ? capture.arrivalDescriptor : capture.descriptor
      var watches = [agent.rawValue, timer.rawValue].map { Waiting.Watch($0) }
      if let display { watches.append(.init(display)) }
      if let fields { watches.append(.init(fields.descriptor, writable: fields.wantsToWrite)) }
      let patience = film.isRunning && released < horizon ? 0 : fields?.millisecondsToNextTimeout
      guard let ready = try? Waiting.wait(watches, milliseconds: patience) else {
        return (.crash, lastMoment)
      }
      let wasPaused = isPaused
      let isDue = ready.contains(timer.rawValue) && timer.expirations() > 0
      if ready.contains(agent.rawValue), let end = try takeCommands(from: agent) { return end }
      if isDue || (wasPaused && !isPaused) { try tick() }
      takeAnswers()
      if !isWatching {
        try handleEvents()
      } else if let display, ready.contains(display) {
        try handleArrivals()
      }
      guard !isDisplayLost, capture.refusal == nil else {
        Log.note(.displayLost)
        return (.displayLost, lastMoment)
      }
      try release()
      reportSealed(to: agent)
    }
  }

  /// Takes all that the agent has said by now; why and when the film ends, where it does.
  ///
  /// A lease that waits behind others would be over before it counts.
  private mutating func takeCommands(
    from agent: borrowing MessageSocket
  ) throws(FilmFailure) -> (ClosingReason, CallTime)? {
    while let ready = try? Waiting.wait([.init(agent.rawValue)], milliseconds: 0), !ready.isEmpty {
      guard let (command, _) = RecorderCommand.next(from: agent) else {
        return (.crash, lastMoment)
      }
      if case .close(let reason, let at) = command { return (reason, callTime(at)) }
      try take(command)
    }
    return nil
  }

  private mutating func take(_ command: RecorderCommand) throws(FilmFailure) {
    switch command {
    case .lease(let until):
      lease = min(until, now.advanced(milliseconds: Lease.milliseconds))
    case .pause(let reason, let at):
      isPaused = true
      stopWatching()
      try film.pause(reason, at: callTime(at))
      if reason == .hold, !isHeld {
        isHeld = true
        film.note(.held, at: callTime(at))
      }
    case .resume(let at):
      // Only what the telephone said is an event: a private pause leaves no trace (N12).
      if isHeld { film.note(.resumed, at: callTime(at)) }
      isHeld = false
      isPaused = false
    case .prepare, .permit, .close:
      break
    }
  }

  private mutating func tick() throws(FilmFailure) {
    guard !isPaused else { return try handleEvents() }
    let at = now
    let time = callTime(at)
    // Two causes may make the same millisecond due; the film's times increase.
    guard time > lastTick else { return }
    guard at < lease else { return try loseLease() }
    if film.isRunning, rest > 0 {
      try follow(at: time)
      // What leaves the line makes the room that the rest waited for.
      try release()
      guard time - lastTick >= rest else { return }
    }
    if film.isRunning, time - lastTick > Self.longestObservation {
      try film.pause(.recorderLost, at: lastTick + 1)
      stopWatching()
    }
    let seen = try observe(at: time)
    hideDelisted(at: time)
    guard let tick = seen else { return }
    guard !film.isRunning else { return tell(tick, at: time) }
    if hasBegun || film.gapStart != nil || time - .answered > Self.patience {
      // The clip's first gap must begin at `answered`, whatever kept the film from beginning.
      if !hasBegun, film.gapStart == nil { try film.pause(.indicatorLost, at: .answered) }
      try film.start(at: time, for: tick)
    } else {
      try film.startBlank(for: tick)
    }
    hasBegun = true
    released = time
    tell(tick, at: time)
  }

  /// What leaves the line must have had its whole look-back, however late a tick is.
  private var horizon: CallTime { isWatching ? looked : callTime(now) }

  /// Encodes what may leave the line, little by little: looking at the screen comes first.
  private mutating func release() throws(FilmFailure) {
    guard film.isRunning else { return }
    let end = now.advanced(milliseconds: Self.releasePatience)
    repeat {
      released = min(horizon, released + Self.releaseStep)
      try film.release(until: released)
    } while released < horizon && now < end
  }

  /// Nothing is fetched without a lease (P2); the film ends at the last tick that had one.
  private mutating func loseLease() throws(FilmFailure) {
    guard film.isRunning else { return }
    Log.note(.leaseLost)
    stopWatching()
    try film.pause(.indicatorLost, at: lastTick + 1)
  }

  private mutating func reportSealed(to agent: borrowing MessageSocket) {
    let sealed = film.sealedMilliseconds
    guard sealed != reported else { return }
    reported = sealed
    try? agent.send(RecorderReport.sealed(milliseconds: sealed).bytes)
  }

  private var lastTick: CallTime { film.lastTick ?? .answered }

  /// Where the clip ends when something is lost.
  ///
  /// Not before what is sealed: only an event that is told late may take that away (P7).
  private var lastMoment: CallTime { max(lastTick, film.sealedEnd) }
  var now: BootTime { Self.now }
  static var now: BootTime { BootTime(nanoseconds: Clock.bootNanoseconds) }

  func callTime(_ time: BootTime) -> CallTime {
    max(time.callTime(answered: answered), .answered)
  }
}
