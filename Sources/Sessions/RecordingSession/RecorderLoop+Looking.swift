import LinuxSystem
import Redaction
import ScreenCapture
import Timeline

/// What is asked of the X server, under the lease and no further (P2).
extension RecorderLoop {
  /// What the tick saw; nil where it could not look.
  mutating func observe(at time: CallTime) throws(FilmFailure) -> Observation?? {
    do throws(CaptureError) {
      if !isWatching {
        let rules = rules
        let answered = answered
        try capture.start(
          at: time, clock: { Self.now.callTime(answered: answered) },
          matches: { window, identity in rules.lists(window, identity) })
        isWatching = true
      }
      let lease = lease
      looked = time
      switch try capture.observe(at: time, permitted: { Self.now < lease }) {
      case .changed(let observation): return .some(observation)
      case .unchanged:
        // The line needs one observation to begin with, even where no window shows.
        let empty = Observation(
          at: time, monitors: capture.monitors, windows: [], patches: [], cursor: nil)
        return film.isRunning ? .some(nil) : .some(empty)
      case .notObserved: return nil
      }
    } catch {
      try take(error)
      return nil
    }
  }

  /// Looks only whether the filmed windows are still those that the rules list.
  mutating func follow(at time: CallTime) throws(FilmFailure) {
    let lease = lease
    do throws(CaptureError) {
      if isWatching { try capture.follow(at: time, permitted: { Self.now < lease }) }
    } catch {
      try take(error)
    }
    hideDelisted(at: time)
    looked = time
  }

  /// Takes notice of what the X server said.
  mutating func handleEvents() throws(FilmFailure) {
    do throws(CaptureError) {
      try capture.handleEvents()
    } catch {
      try take(error)
    }
    hideDelisted(at: callTime(now))
  }

  /// Takes notice of windows that are about to show.
  mutating func handleArrivals() throws(FilmFailure) {
    let lease = lease
    do throws(CaptureError) {
      try capture.handleArrivals(at: callTime(now), permitted: { Self.now < lease })
    } catch {
      try take(error)
    }
  }

  private mutating func take(_ error: CaptureError) throws(FilmFailure) {
    switch error {
    case .displayLost: isDisplayLost = true
    case .displayUnavailable, .extensionMissing: throw .capture(error)
    }
  }

  /// Nothing more is asked of the X server until the next observation.
  mutating func stopWatching() {
    guard isWatching else { return }
    capture.stop()
    isWatching = false
  }
}
