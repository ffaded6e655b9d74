/// Tells when more events come than can be handled in time.
struct EventFlood {
  /// More waiting events are a flood for certain.
  static let limit: Int32 = 16384
  /// So many are never too many, however slow the machine is.
  private static let allowance = 4096
  private static let patience = Duration.milliseconds(30)

  private let begin = ContinuousClock.now
  private var events = 0
  private(set) var isOver = false

  /// One more event was handled.
  mutating func count() {
    events += 1
    guard events > Self.allowance, events % 64 == 0 else { return }
    isOver = begin.duration(to: .now) > Self.patience
  }
}
