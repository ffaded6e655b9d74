/// Since when no window has come, gone or moved, as far as anybody watched.
///
/// What was uncovered or moved a moment ago may still show pixels of other windows.
struct Stillness {
  private let begin = ContinuousClock.now

  /// How long it has lasted.
  var milliseconds: Int64 { Int64(begin.duration(to: .now) / .milliseconds(1)) }
}
