import Redaction
import ScreenCapture
import SensitiveRegions
import Timeline

/// What is known of the windows that are filmed, from each look and from their programs.
extension RecorderLoop {
  /// Has the film take in what a look saw, and the programs asked about what is new in it.
  mutating func tell(_ observation: Observation?, at time: CallTime) {
    if let observation {
      for statement in rules.news(about: observation) { learn(statement) }
      for window in rules.departed(from: observation.windows) { film.forget(window, at: time) }
    }
    fields?.ask()
    let room = film.observe(observation, at: time)
    rest = room.rest
    // The windows are hidden until one observation brings all of them again.
    if case .overloaded = room { capture.forgetSeen() }
  }

  private mutating func learn(_ statement: WindowRules.Statement) {
    if let hidden = statement.hidden {
      film.measure(hidden, of: statement.window, now: callTime(now))
    }
    film.vouch(for: statement.window, statement.vouched)
    guard let hidden = statement.hidden else { return }
    film.learn(hidden, of: statement.window, at: statement.at)
  }

  /// What the programs have told of their windows.
  mutating func takeAnswers() {
    fields?.process()
    for statement in rules.answers() where film.isRunning { learn(statement) }
  }

  /// A window that stopped matching is hidden at once, and so are its frames in the delay line.
  mutating func hideDelisted(at time: CallTime) {
    for window in rules.takeDelisted() {
      film.learn(.everything(.scope), of: window, at: time)
      film.forget(window, at: time)
    }
  }
}
