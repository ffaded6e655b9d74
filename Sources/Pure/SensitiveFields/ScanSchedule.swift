package import Timeline

/// When a program has to be asked again: only after its windows changed.
package struct ScanSchedule: Sendable {
  /// The oldest and newest change of pixels that no scan vouches for yet.
  private var unvouched: (oldest: CallTime, newest: CallTime)?
  /// The newest change that no scan has followed.
  private var unseen: CallTime?
  private var last: CallTime?
  /// Scans since the last change that did not count.
  private var failures = 0
  /// How late the program has answered of late, in milliseconds.
  private var slowness: Int64 = 0
  /// A program that answers so many times faster than it settles is believed after that time.
  private static let haste: Int64 = 5
  /// Nobody waits longer for an answer.
  private static let slowest: Int64 = 150
  /// The longest time between two scans of a program that cannot be made out, in milliseconds.
  private static let longestPause: Int64 = 5000

  package init() {}

  /// Pixels of a window of the program were fetched.
  package mutating func noteChange(at time: CallTime) {
    unvouched = (min(unvouched?.oldest ?? time, time), max(unvouched?.newest ?? time, time))
    unseen = time
    failures = 0
  }

  /// How long after pixels are on the screen the program may still deny what they show, in
  /// milliseconds: one that hardly gets to answer is as late with what it answers.
  package func settle(of toolkit: Toolkit) -> Int64 {
    max(toolkit.settle, Self.haste * slowness)
  }

  /// Whether to ask now.
  package func isDue(at now: CallTime, _ toolkit: Toolkit) -> Bool {
    // Who does not answer is asked ever more seldom.
    let pause = min(toolkit.pause << min(failures / 10, 6), Self.longestPause)
    if let last, now - last < pause { return false }
    guard unseen == nil else { return true }
    guard let last, let unvouched else { return false }
    if now - unvouched.oldest >= settle(of: toolkit) { return true }
    // What goes again before it has settled must have been asked about while it was there.
    let known = max(0, last - unvouched.newest)
    return now - unvouched.newest >= 2 * known + toolkit.pause
  }

  /// Whether something moves that no full scan is due for yet.
  package func isRestless(at now: CallTime) -> Bool { unseen.map { now - $0 < 100 } ?? false }

  /// A scan begins.
  package mutating func begin(at time: CallTime) {
    last = time
    unseen = nil
  }

  /// The program gave its first answer after so many milliseconds, or none.
  package mutating func noteAnswer(after latency: Int64) {
    slowness = max(min(latency, Self.slowest), slowness / 2)
  }

  /// The scan did not count: it is made again after a pause.
  package mutating func retry() {
    failures += 1
    unseen = unvouched?.newest
  }

  /// The program can be asked now, which it could not before.
  package mutating func restart() {
    failures = 0
    unseen = unvouched?.newest
  }

  /// A scan counts for what was fetched up to `time`.
  package mutating func vouch(through time: CallTime) {
    guard let (oldest, newest) = unvouched else { return }
    unvouched = newest <= time ? nil : (max(oldest, time + 1), newest)
  }
}
