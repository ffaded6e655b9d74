/// How often a window that others keep covering is raised again.
///
/// The pause doubles while the contest goes on, so that two windows that both want to be on top
/// do not keep the machine busy; it ends when nothing came over the window for a while.
struct RaiseLimit: Equatable {
  static let shortest: Int64 = 50
  static let longest: Int64 = 800
  /// After so much peace the shortest pause is back.
  static let peace: Int64 = 3000

  private var pause = RaiseLimit.shortest
  private var last: Int64?
  /// When to raise, in milliseconds of any steady clock; nil: nothing came over the window.
  private(set) var due: Int64?

  /// Something may have come over the window.
  mutating func cover(at now: Int64) {
    guard due == nil else { return }
    if let last, now - last > Self.peace { pause = Self.shortest }
    due = max(now, last.map { $0 + pause } ?? now)
  }

  /// Whether to raise now.
  mutating func take(at now: Int64) -> Bool {
    guard let due, due <= now else { return false }
    self.due = nil
    return true
  }

  /// The window was in fact covered and has been raised.
  mutating func raised(at now: Int64) {
    if last != nil { pause = min(pause * 2, Self.longest) }
    last = now
  }
}
