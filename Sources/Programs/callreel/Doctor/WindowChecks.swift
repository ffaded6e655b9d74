import CallMachine
import Configuration
import Messages
import ProcessMessages
import Timeline

/// Whether the display can be filmed, and which windows on it would be hidden.
enum WindowChecks {
  static func run(policy: LoadedConfiguration?) -> [DoctorFinding] {
    let door = AccessibilityDoor()
    let access = door.trouble.map { DoctorFinding.noAccessibility($0) } ?? .accessibility
    let order =
      policy.map { policy in
        FilmOrder(policy.policy, lookbackMilliseconds: 0, spool: "", workstationKeyFile: "")
      } ?? .ofNoWindow
    guard let view = RedactionView.open(order, door: door) else {
      return [access, .noPreview]
    }
    guard let display = view.display else { return [.unfilmableDisplay, access] }
    let told =
      DisplayChecks.findings(display)
      + [TrayChecks.finding(hasEmbeddingTray: display.hasEmbeddingTray), access]
    guard policy != nil, !told.contains(where: { $0.level == .error }) else { return told }
    guard let report = view.settled() else { return told + [.unfilmableDisplay] }
    let windows = report.windows.map { finding($0, order) }
    return told + (windows.isEmpty ? [.noWindow] : windows)
  }

  private static func finding(
    _ window: RedactionReport.Window, _ order: FilmOrder
  ) -> DoctorFinding {
    let name = window.rule < order.windows.count ? order.windows[window.rule].windowClass : "?"
    switch window.view {
    case .hidden(let reason, let isReachable):
      return .hiddenWindow(name, reason, isReachable: isReachable)
    case .shown(let masks):
      return .shownWindow(name, maskedFields: masks.count { $0.source != .beyondPage })
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
