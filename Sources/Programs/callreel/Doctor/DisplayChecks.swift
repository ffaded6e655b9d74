import ProcessMessages

/// Whether the display can be filmed, and how well.
enum DisplayChecks {
  static let unfilmable = Finding.error(
    "display", "this display cannot be filmed",
    "an X11 session on this machine is needed, with one screen; see callreel-agent(1)")

  static func findings(_ report: DisplayReport) -> [Finding] {
    if let refusal = report.refusal {
      return [.error("display", refusal.sentence, refusal.remedy)]
    }
    return [
      .fine("display", "an X server of this machine"), extensions(report), compositor(report),
    ]
  }

  private static func extensions(_ report: DisplayReport) -> Finding {
    let needed = report.missing.filter(\.isNeeded).map(\.name)
    guard needed.isEmpty else {
      return .error(
        "extensions",
        "the X server lacks \(needed.joined(separator: ", ")), so that nothing is filmed",
        "switch it on in the X server's configuration, or in its command line (+extension)")
    }
    guard let first = report.missing.first else {
      return .fine(
        "extensions", DisplayReport.Extension.allCases.map(\.name).joined(separator: ", "))
    }
    let names = report.missing.map(\.name).joined(separator: ", ")
    return .warning(
      "extensions", "the X server lacks \(names)",
      first.loss + "; switch it on in the X server's configuration")
  }

  private static func compositor(_ report: DisplayReport) -> Finding {
    guard report.hasCompositor else {
      return .fine("compositor", "none; windows are filmed from the screen where they show")
    }
    guard !report.missing.contains(.composite) else {
      return .warning(
        "compositor", "one runs, and the X server lacks Composite",
        "notifications over a window may be filmed with it; switch Composite on")
    }
    return .fine("compositor", "one runs; each window is filmed from a pixmap of its own")
  }
}

extension DisplayReport.Extension {
  /// What is lost without it.
  fileprivate var loss: String {
    switch self {
    case .fixes, .damage, .shape: "nothing is filmed"
    case .randr: "all monitors are filmed as one"
    case .composite: "nothing is lost while no compositing manager runs"
    case .sharedMemory: "filming costs more processor time"
    }
  }
}

extension DisplayRefusal {
  fileprivate var sentence: String {
    switch self {
    case .noDisplay: "no X server answers"
    case .wayland: "this is a Wayland session, whose windows cannot be told apart"
    case .remote: "the X server is another machine's, or reached through the network"
    case .severalScreens: "the X server has several screens"
    case .depth: "the screen's pixels are of a form that is not filmed"
    case .monitorSize: "every monitor is larger than a film can be"
    }
  }

  fileprivate var remedy: String {
    switch self {
    case .noDisplay: "run this within the employee's desktop session"
    case .wayland: "choose the X11 session at the login screen"
    case .remote: "sit at the machine whose X server it is"
    case .severalScreens: "join the monitors to one screen, as RandR does"
    case .depth: "set a depth of 16, 24 or 30"
    case .monitorSize: "set a smaller mode"
    }
  }
}
