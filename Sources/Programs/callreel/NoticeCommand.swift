import ArgumentParser
import CallPolicy
import ClipSealing
import Configuration
import Journal
import LinuxSystem
import Messages
import Timeline

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
  @Flag(help: "List the versions that you have confirmed, and where each can be read.")
  var confirmed = false
  @OptionGroup var document: DocumentOptions

  func validate() throws {
    guard !confirm || (document.output == nil && document.format == nil && !confirmed) else {
      throw ValidationError("--confirm goes with --language and --config only")
    }
  }

  func run() throws {
    let language = document.chosenLanguage
    let format = document.chosenFormat
    if confirmed { return list(language) }
    let policy = ConfigurationArgument.load(directory, login: Account.login ?? "").policy
    guard confirm else {
      return document.write(Notice.text(policy: policy, language: language, format: format))
    }
    ask(policy, language, directory: Account.stateDirectory)
  }

  private func list(_ language: Language) {
    let kept = NoticeConfirmation(stateDirectory: Account.stateDirectory).kept
    guard !kept.isEmpty else { return Terminal.message(.noConfirmation, in: language) }
    for path in kept { Terminal.result(path) }
  }

  private func ask(_ policy: Policy, _ language: Language, directory: String) {
    guard StandardStream.input.isTerminal, StandardStream.output.isTerminal else {
      Terminal.fail(.noTerminal, in: language, status: .notAllowed)
    }
    guard !AgentBus.isInCall else { Terminal.fail(.callIsUp, in: language, status: .notAllowed) }
    let text = Notice.text(policy: policy, language: language)
    Terminal.result(text)
    Terminal.result(ConfirmationSentences.question(in: language), terminator: "")
    guard ConfirmationSentences.confirms(readLine() ?? "", in: language) else {
      Terminal.fail(.notConfirmed, in: language)
    }
    let now = Clock.unixSeconds
    do throws(JournalError) {
      try NoticeConfirmation(stateDirectory: directory).confirm(
        hash: Digest.blake2b256(Array(Notice.confirmedText(policy: policy).utf8)), text: text,
        day: CalendarDay(unixSeconds: now + Int64(Clock.zoneOffsetSeconds(at: now))))
    } catch {
      Terminal.fail(.confirmationNotKept(directory), in: language)
    }
    Terminal.result(ConfirmationSentences.confirmed(in: language))
    offerKey(language)
  }

  /// Nobody has to have one, and who wants none is not asked why.
  private func offerKey(_ language: Language) {
    guard !OwnKeyFile.own.isThere else { return }
    Terminal.result("\n" + OwnKeyText.offer(in: language), terminator: " ")
    guard readLine() == "key" else { return Terminal.result(OwnKeyText.later(in: language)) }
    OwnKeyFile.make(passphraseFile: nil)
  }
}
