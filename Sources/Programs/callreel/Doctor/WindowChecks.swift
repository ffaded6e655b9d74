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
    let order =
      policy.map { policy in
        FilmOrder(policy.policy, lookbackMilliseconds: 0, spool: "", workstationKeyFile: "")
      } ?? .ofNoWindow
    guard let view = RedactionView.open(order, door: door) else {
      return [access, .error("windows", RedactionView.missing, RedactionView.remedy)]
    }
    guard let display = view.display else { return [DisplayChecks.unfilmable, access] }
    let told =
      DisplayChecks.findings(display)
      + [TrayChecks.finding(hasEmbeddingTray: display.hasEmbeddingTray), access]
    guard policy != nil, !told.contains(where: { $0.level == .error }) else { return told }
    guard let report = view.settled() else { return told + [DisplayChecks.unfilmable] }
    let windows = report.windows.map { finding($0, order) }
    guard !windows.isEmpty else {
      return told + [
        .warning(
          "windows", "no window that the policy lists is on the screen",
          "start the application; callreel redaction check --class CLASS tries a class")
      ]
    }
    return told + windows
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

extension FilmOrder {
  /// For a look at the display alone.
  fileprivate static var ofNoWindow: FilmOrder {
    FilmOrder(
      windows: [], sensitiveRegions: [], rate: 15, segmentSeconds: 10, lookbackMilliseconds: 0,
      sensitiveFields: [], spool: "", workstationKeyFile: "")
  }
}
