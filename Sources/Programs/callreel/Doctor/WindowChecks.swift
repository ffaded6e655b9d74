import CallMachine
import Configuration
import Messages
import ProcessMessages
import Timeline

/// Whether the display can be filmed, and which windows on it would be hidden.
enum WindowChecks {
  static func run(policy: LoadedConfiguration?) -> [Finding] {
    let door = AccessibilityDoor()
    let access: Finding =
      if let trouble = door.trouble {
        .warning("accessibility", trouble.sentence, trouble.remedy)
      } else {
        .fine("accessibility", "on, programs can be asked for their fields")
      }
    guard let policy else { return [access] }
    let order = FilmOrder(
      policy.policy, lookbackMilliseconds: 0, spool: "", workstationKeyFile: "")
    guard let view = RedactionView.open(order, door: door) else {
      return [access, .error("windows", RedactionView.missing, RedactionView.remedy)]
    }
    guard let report = view.settled() else {
      return [
        .error(
          "display", "this display cannot be filmed",
          "an X11 session on this machine is needed, with one screen; see callreel-agent(1)"),
        access,
      ]
    }
    let windows = report.windows.map { finding($0, order) }
    guard !windows.isEmpty else {
      return [
        .fine("display", "can be filmed"), access,
        .warning(
          "windows", "no window that the policy lists is on the screen",
          "start the application; callreel redaction check --class CLASS tries a class"),
      ]
    }
    return [.fine("display", "can be filmed"), access] + windows
  }

  private static func finding(_ window: RedactionReport.Window, _ order: FilmOrder) -> Finding {
    let name = window.rule < order.windows.count ? order.windows[window.rule].windowClass : "?"
    switch window.view {
    case .hidden(let reason, let isReachable):
      return .warning(
        "window", "\(name) is hidden whole (\(reason.name))",
        reason.sentence(isReachable: isReachable))
    case .shown(let masks):
      let fields = masks.count { $0.source != .beyondPage }
      return .fine(
        "window", "\(name) shows, \(fields) \(fields == 1 ? "field" : "fields") masked now")
    }
  }
}
