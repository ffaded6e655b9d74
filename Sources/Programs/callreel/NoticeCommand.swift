import ArgumentParser
import CallPolicy
import ClipSealing
import Configuration
import Journal
import LinuxSystem
import Messages
import SessionBus

/// `callreel notice`: what the employee reads before the first recording (F4, N8).
struct NoticeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "notice", abstract: "Show the notice of this workplace, and confirm it.",
    discussion: """
      Nothing is recorded before the employee has confirmed having read the current notice. \
      Confirming is not consent, and who has not confirmed is reported to nobody.
      """)

  @Option(name: .customLong("config"), help: "The configuration directory.")
  var directory = Configuration.standardDirectory
  @Flag(help: "Confirm having read it; needs a terminal.") var confirm = false
  @Option(help: "Write it to this new file instead.") var output: String?

  func run() throws {
    let configuration: LoadedConfiguration
    do throws(ConfigurationError) {
      configuration = try Configuration.load(
        directory: directory, login: Account.login ?? "")
    } catch {
      Terminal.fail("\(error)", status: error.kind == .noPolicy ? .unavailable : .badData)
    }
    let text = Notice.text(policy: configuration.policy)
    if let output {
      do throws(SystemError) {
        try Files.create(path: output, Array(text.utf8), mode: 0o644)
      } catch {
        Terminal.fail("\(output): \(error.message)", hint: "name a file that does not exist yet")
      }
    } else if confirm {
      try ask(text, directory: Account.stateDirectory)
    } else {
      Terminal.result(text, terminator: "")
    }
  }

  private func ask(_ text: String, directory: String) throws {
    guard StandardStream.input.isTerminal, StandardStream.output.isTerminal else {
      Terminal.fail(
        "a notice is confirmed at a terminal by the person who has read it",
        hint: "run callreel notice --confirm in a terminal window", status: .notAllowed)
    }
    guard !isInCall else {
      Terminal.fail("a call is up", hint: "confirm after the call", status: .notAllowed)
    }
    Terminal.result(text)
    Terminal.result(
      "Type \"read\" to confirm that you have read this notice; it is not consent: ",
      terminator: "")
    guard readLine() == "read" else {
      Terminal.fail("not confirmed", hint: "nothing is recorded until you confirm")
    }
    do throws(JournalError) {
      try NoticeConfirmation(stateDirectory: directory)
        .confirm(hash: Digest.blake2b256(Array(text.utf8)))
    } catch {
      Terminal.fail("the confirmation could not be kept", hint: "look at \(directory)")
    }
    Terminal.result("Confirmed.")
  }

  /// Never during a call (F4); without an agent no call is known.
  private var isInCall: Bool {
    guard let properties = try? BusConnection().agentProperties() else { return false }
    return ["armed", "recording", "held"].contains(StatusText(properties).state)
  }
}
