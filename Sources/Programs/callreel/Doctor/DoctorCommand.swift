import ArgumentParser
import ByteCoding
import CallPolicy
import Configuration
import Messages

/// `callreel doctor`: what keeps this workstation from recording, and what to do about it.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor", abstract: "Look at everything that recording needs here, on one screen.",
    discussion: """
      Run it as the employee, within their desktop session; it speaks the session's language. \
      Takes no picture, changes nothing, and tells nobody. Ends with status 1 where something is \
      an error.
      """)

  @Option(name: .customLong("config"), help: "The configuration directory.")
  var directory = Configuration.standardDirectory
  @OptionGroup var reviewed: ReviewedStoreOption
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    let (policy, findings) = PolicyChecks.run(directory: directory)
    let all =
      if let store = reviewed.settings {
        StoreReview.run(
          store, clipDays: policy?.policy.retention.clipDays ?? Limits.clipDays.upperBound)
      } else {
        findings + SessionChecks.run() + WindowChecks.run(policy: policy)
          + MachineChecks.run(policy)
      }
    if json {
      let host = reviewed.settings == nil ? HostReport(policyHash: policy?.policyHash).json : []
      Terminal.result(JSONText.object(host + [("findings", .array(all.map(\.json)))]).text)
    } else {
      let language = LanguageArgument.language(nil)
      for finding in all { Terminal.result(finding.text(in: language)) }
    }
    if all.contains(where: { $0.level == .error }) {
      throw ExitCode(Terminal.Status.failed.rawValue)
    }
  }
}
