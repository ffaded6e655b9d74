import ArgumentParser
import Configuration
import Messages

/// `callreel policy report`: what a works council and an impact assessment need (N7, N15).
struct PolicyReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write what the policy does, which rule keeps it, and what it leaves open.",
    discussion: """
      For works councils and impact assessments: what, when, why, who and how long, the known \
      holes, and the questions that people must answer. It names no person.
      """)

  @Argument(help: "The configuration directory.") var directory = Configuration.standardDirectory
  @OptionGroup var document: DocumentOptions

  func run() throws {
    let language = document.chosenLanguage
    let format = document.chosenFormat
    let configuration = ConfigurationArgument.load(directory, login: "")
    document.write(
      PolicyReport.text(policy: configuration.policy, language: language, format: format))
  }
}
