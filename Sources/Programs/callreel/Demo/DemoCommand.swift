import ArgumentParser
import ClipFormat
import ClipSealing
import ClipStore
import Configuration
import Journal
import LinuxSystem
import Messages
import Spool

/// `callreel demo`: the whole way on this machine, in one command.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Show the whole way on this machine: call, film, seal, store, play.",
    discussion: """
      Runs on a private session bus with throwaway keys, policy and store, on your display where \
      that can be recorded, otherwise on one of its own. Everything but the film is removed.
      """)

  @Option(help: "Length of the call in seconds, 10 to 600.") var seconds = 15
  @Option(help: "Where the film goes; a new file.") var output: String?

  func run() throws {
    guard (10...600).contains(seconds) else {
      Terminal.fail("--seconds is not between 10 and 600", status: .usage)
    }
    let output = output ?? Self.freeName()
    guard !Files.exists(output) else {
      Terminal.fail("\(output) exists already", hint: "name a file that does not", status: .failed)
    }
    do throws(DemoStop) {
      try show(output)
    } catch {
      switch error {
      case .interrupted:
        Terminal.message("interrupted; everything was removed")
        throw ExitCode(130)
      case .failed(let sentence, let hint):
        Terminal.fail(sentence, hint: hint)
      }
    }
  }

  private func show(_ output: String) throws(DemoStop) {
    let clock = try DemoClock()
    let root = try TemporaryDirectory()
    Terminal.result("1. A throwaway policy with keys for a controller and a trainer")
    let policy = try makePolicy(root.path)
    if let display = DemoDesktop.ownDisplay {
      let desktop = try DemoDesktop(root: root.path, display: display, clock: clock)
      let agent = try startAgent(desktop, policy, clock)
      let status = try agent.wait(clock, milliseconds: 10_000) { status in
        !["starting", "session-unknown"].contains(status.reason)
      }
      if status.state != "off" {
        Terminal.result("   on your display \(display)")
        return try show(output, root.path, policy, desktop, agent, clock)
      }
      Terminal.result(
        "   not on your display: \(status.explanation); on an Xvfb instead")
      try agent.end(clock)
    }
    let desktop = try DemoDesktop(root: root.path, display: nil, clock: clock)
    let agent = try startAgent(desktop, policy, clock)
    Terminal.result("   on an Xvfb of its own, \(desktop.display)")
    try show(output, root.path, policy, desktop, agent, clock)
  }

  private func show(
    _ output: String, _ root: String, _ policy: DemoPolicy, _ desktop: borrowing DemoDesktop,
    _ agent: consuming DemoAgent, _ clock: borrowing DemoClock
  ) throws(DemoStop) {
    let windows = try DemoWindows(desktop, clock: clock)
    var calls = DemoCalls(agent: agent, windows: windows)
    Terminal.result("2. Calls that are not recorded, and why")
    try calls.showRefusals(clock)
    Terminal.result("3. Calls that may be: one in five is drawn")
    let id = try calls.untilDrawn(clock)
    Terminal.result("4. Call \(id) is drawn; the banner shows, the film runs")
    try calls.film(id, seconds: seconds, clock)
    Terminal.result("5. Hung up: sealed to the trainer's key, stored, gone from this machine")
    try calls.untilStored(clock, spools: Spools(stateDirectory: root + "/home/state/callreel"))
    try DemoFilm(
      policy: policy, output: output,
      workstationKey: root + "/home/state/callreel/workstation.key",
      environment: desktop.environment
    ).show(clock)
  }

  private func makePolicy(_ root: String) throws(DemoStop) -> DemoPolicy {
    do throws(SystemError) {
      return try DemoPolicy(root: root)
    } catch {
      throw .failed("the demonstration has no room: \(error.message)", hint: "free some disk space")
    }
  }

  /// The notice is shown and confirmed in the state directory that the demonstration made (F4).
  private func startAgent(
    _ desktop: borrowing DemoDesktop, _ policy: DemoPolicy, _ clock: borrowing DemoClock
  ) throws(DemoStop) -> DemoAgent {
    let heading: String
    let confirmed: String
    do throws(ConfigurationError) {
      let loaded = try Configuration.load(
        directory: policy.directory, login: DemoPolicy.trainee)
      let text = Notice.text(policy: loaded.policy)
      heading = text.split(separator: "\n").first.map(String.init) ?? ""
      confirmed = Notice.confirmedText(policy: loaded.policy)
    } catch {
      throw .failed("\(error)", hint: "this is a bug: report it")
    }
    let state = Files.parent(of: policy.directory) + "/home/state/callreel"
    do throws(JournalError) {
      try NoticeConfirmation(stateDirectory: state)
        .confirm(hash: Digest.blake2b256(Array(confirmed.utf8)))
    } catch {
      throw .failed("the notice's confirmation cannot be kept", hint: "free some disk space")
    }
    Terminal.result("   its notice (\(heading)) is taken as read")
    return try DemoAgent(desktop, configuration: policy.directory, clock: clock)
  }

  private static func freeName() -> String {
    let names = ["callreel-demo.mp4"] + (2...99).map { "callreel-demo-\($0).mp4" }
    return names.first { !Files.exists($0) } ?? "callreel-demo-100.mp4"
  }
}
