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
    for window in observation.windows where changed.contains(window.window) {
      guard let process = process(window) else { continue }
      if Self.hasPrompt(process) {
        asking.insert(window.window)
      } else {
        asking.remove(window.window)
      }
    }
    asking.formIntersection(observation.windows.map(\.window))
  }

  /// Whether a window is to be hidden whole: one program may draw many terminals.
  package func isAsking(in window: WindowID) -> Bool { asking.contains(window) }

  private static func hasPrompt(_ process: Int32) -> Bool {
    let terminals = Set(
      ProcessFamily.descendants(of: process).compactMap { ProcessFamily.terminal(of: $0) })
    return terminals.contains { Terminals.asksForSecret($0) }
  }
}
