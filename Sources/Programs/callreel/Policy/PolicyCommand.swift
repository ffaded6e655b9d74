import ArgumentParser
import Configuration
import LinuxSystem

/// `callreel policy`: what an administrator does before a campaign.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Check a policy, try calls on it, and audit its draws.",
    subcommands: [
      Check.self, PolicyDecideCommand.self, PolicyHashCommand.self, PolicyAuditCommand.self,
      PolicyReportCommand.self,
    ])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Name everything that is wrong with a policy, each with line, key and rule.")

    @Argument(help: "The configuration directory.")
    var directory = Configuration.standardDirectory

    func run() throws {
      let faults = Configuration.faults(directory: directory)
      guard !faults.isEmpty else { return Terminal.result("the policy is complete and valid") }
      for fault in faults { Terminal.message("\(fault)") }
      throw ExitCode(Terminal.Status.badData.rawValue)
    }
  }
}
