import ArgumentParser
import CallMachine
import Configuration
import LinuxSystem
import Messages
import ProcessMessages

/// `callreel redaction`: whether an application can be filmed (N16).
struct RedactionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "redaction", abstract: "See what a film would hide, before a campaign.",
    subcommands: [Check.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show live what would be hidden of an application's windows.",
      discussion: """
        Takes no picture. The policy's fields count where there is a policy; a class that it does \
        not list is treated as if it did. Ends with the terminal's interrupt key.
        """)

    @Option(name: .customLong("class"), help: "The class of the windows, as xprop(1) tells it.")
    var windowClass: String
    @Option(help: "The configuration directory.")
    var config = Configuration.standardDirectory
    @Flag(help: "Print what stands after two seconds, and end.") var once = false
    @Flag(help: "Print one JSON object a line and window.") var json = false

    func run() throws {
      let order = RedactionOrder.order(for: windowClass, configuration: config)
      let door = AccessibilityDoor()
      if let trouble = door.trouble {
        Terminal.message(trouble.sentence(), hint: trouble.remedy())
      }
      guard let view = RedactionView.open(order, door: door) else {
        Terminal.fail(
          MissingPreview.sentence(), hint: MissingPreview.remedy(), status: .unavailable)
      }
      guard !once else { return try printOnce(view) }
      while let report = view.next() { show(report) }
      noDisplay()
    }

    private func noDisplay() -> Never {
      Terminal.fail(
        "the display cannot be filmed",
        hint: "run this in an X11 session; \(DoctorAdvice.sentence())", status: .unavailable)
    }

    private func printOnce(_ view: borrowing RedactionView) throws {
      guard let report = view.settled() else { noDisplay() }
      show(report)
      if report.windows.isEmpty { throw ExitCode(Terminal.Status.unavailable.rawValue) }
    }

    private func show(_ report: RedactionReport) {
      guard !report.windows.isEmpty else {
        return Terminal.message("no window of class \(windowClass) is on the screen")
      }
      for window in report.windows { Terminal.result(json ? window.json : window.sentence) }
    }
  }
}

/// What the preview is to look for.
enum RedactionOrder {
  /// As the policy says, or as a policy would that lists this class.
  static func order(for windowClass: String, configuration: String) -> FilmOrder {
    var order = order(from: configuration)
    let listed = order.windows.filter { $0.windowClass == windowClass }
    let assumed = FilmOrder.Window(
      windowClass: windowClass, title: nil, executable: nil, url: nil, showsDocumentOnly: false,
      needsNoAccessibility: false)
    order.windows = listed.isEmpty ? [assumed] : listed
    return order
  }

  /// What the policy says of fields; nothing where there is no policy.
  private static func order(from configuration: String) -> FilmOrder {
    do throws(ConfigurationError) {
      let login = Account.login ?? ""
      let policy = try Configuration.load(directory: configuration, login: login).policy
      return FilmOrder(policy, lookbackMilliseconds: 0, spool: "", workstationKeyFile: "")
    } catch {
      guard error.kind == .noPolicy else { Terminal.fail("\(error)", status: .badData) }
      Terminal.message("\(configuration) holds no policy: passwords only")
      return FilmOrder(
        windows: [], sensitiveRegions: [], rate: 15, segmentSeconds: 10, lookbackMilliseconds: 0,
        sensitiveFields: [], spool: "", workstationKeyFile: "")
    }
  }
}
