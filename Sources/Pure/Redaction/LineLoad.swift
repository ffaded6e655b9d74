internal import Timeline

/// Room in the delay line after an observation was taken in.
///
/// `rest`: how long to wait before the next observation, in milliseconds.
package enum LineRoom: Equatable, Sendable {
  case free
  /// Observe less often, so that all that comes will fit.
  case full(rest: Int64)
  /// The observation's patches did not fit and were dropped; their windows are hidden
  /// (``HiddenReason/overload``) until one observation's patches hold all that shows of them.
  case overloaded(rest: Int64)

  /// Zero where there is no reason to wait.
  package var rest: Int64 {
    switch self {
    case .free: 0
    case .full(let rest), .overloaded(let rest): rest
    }
  }
}

/// How full a delay line is, and how long to rest so that it never runs over.
///
/// Nothing is asked for less than a quarter of the limit. Beyond it what still fits, were each
/// observation as large as the largest in the line, is spread evenly over the time until the
/// oldest leaves it: so a screen in full motion is filmed at a steady rate that fits.
struct LineLoad {
  /// The longest rest in milliseconds: with the ticks after it, film is still observed at least
  /// once a second (F2).
  static let longestRest: Int64 = 650

  let byteLimit: Int
  /// How long an observation stays in the line, in milliseconds.
  let lookback: Int64
  /// What waits, oldest first.
  var waiting: [(at: CallTime, bytes: Int)]

  /// The rest before another observation of `bytes`, as of `now`.
  func rest(before bytes: Int, at now: CallTime) -> Int64 {
    let held = waiting.reduce(0) { $0 + $1.bytes }
    guard let oldest = waiting.first, held > byteLimit / 4 || held + bytes > byteLimit else {
      return 0
    }
    let largest = max(1, bytes, waiting.map(\.bytes).max() ?? 0)
    let fitting = (byteLimit - held) / largest
    let rest =
      fitting > 0
      ? (oldest.at + lookback - now) / Int64(fitting + 1)
      : wait(for: largest, held: held) - now
    return min(max(rest, 0), Self.longestRest)
  }

  /// When so many bytes fit; an observation leaves after the last millisecond of its look-back.
  private func wait(for bytes: Int, held: Int) -> CallTime {
    var held = held
    for entry in waiting {
      held -= entry.bytes
      if held + bytes <= byteLimit { return entry.at + lookback + 1 }
    }
    return (waiting.last?.at ?? .answered) + lookback + 1
  }
}
