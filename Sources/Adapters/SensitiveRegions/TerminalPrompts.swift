internal import LinuxSystem
package import Redaction

/// Terminals in which a program has switched the echo off to ask for a secret.
///
/// Looked at whenever such a window's pixels changed: a program switches the echo off before it
/// prints its question, and what it prints afterwards comes with the echo.
package struct TerminalPrompts {
  private var asking: Set<WindowID> = []

  package init() {}

  /// Takes in a tick; `process` tells whose a window is, nil where that is not to be looked at.
  package mutating func note(_ observation: Observation, process: (VisibleWindow) -> Int32?) {
    let changed = Set(observation.patches.map(\.window))
    look(at: observation.windows.filter { changed.contains($0.window) }, process)
    asking.formIntersection(observation.windows.map(\.window))
  }

  /// Looks at windows whether they changed or not.
  package mutating func look(
    at windows: [VisibleWindow], _ process: (VisibleWindow) -> Int32?
  ) {
    for window in windows {
      guard let process = process(window) else { continue }
      if Self.hasPrompt(process) {
        asking.insert(window.window)
      } else {
        asking.remove(window.window)
      }
    }
  }

  /// Whether a window is to be hidden whole: one program may draw many terminals.
  package func isAsking(in window: WindowID) -> Bool { asking.contains(window) }

  private static func hasPrompt(_ process: Int32) -> Bool {
    // What cannot be told is taken for a secret.
    guard let family = ProcessFamily.descendants(of: process) else { return true }
    let terminals = Set(family.compactMap { ProcessFamily.terminal(of: $0) })
    return terminals.contains { Terminals.asksForSecret($0) }
  }
}
