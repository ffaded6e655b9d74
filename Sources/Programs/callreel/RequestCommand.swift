import ArgumentParser
import ByteCoding
import CallPolicy
import ClipFormat
import ClipSealing
import Configuration
import Journal
import JournalFormat
import LinuxSystem
import Messages
import Spool
import Timeline

/// `callreel request`: what the employee may ask of the controller (N9).
struct RequestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "request",
    abstract: "Ask the controller for access, rectification, erasure, restriction, or object.",
    discussion: """
      CLIP is one of your journal, or the beginning of it; without it the request is about all of \
      your recordings. It is sealed to the controller and goes with the next upload; the journal \
      shows it, the day by which it is to be answered, and the answer. From an objection on nothing \
      of you is recorded until it is answered.
      """)

  @Argument(help: "What is asked for.") var kind: RequestKind
  @Argument(help: "The clip.") var clip: String?
  @Option(
    help: ArgumentHelp("What you want to say, a line of standard input.", valueName: "-"))
  var message: String?
  @Option(help: "The configuration directory whose policy names the controller.")
  var config: String = Configuration.standardDirectory

  func run() throws {
    try Hardening.begin()
    let loaded = ConfigurationArgument.load(config, login: Account.login ?? "")
    let location = clip.map(recorded)
    let question = RequestSentences.message(in: LanguageArgument.language(nil))
    let text = message.map { Terminal.argument($0, asking: question) } ?? ""
    guard text.utf8.count <= FormatLimits.messageBytes else {
      Terminal.fail(
        .longMessage(
          limit: FormatLimits.messageBytes, contact: loaded.policy.controller.contact.visible),
        status: .badData)
    }
    do {
      let state = Account.stateDirectory
      let key = try WorkstationKey.load(stateDirectory: state)
      let request = RequestRecord(
        kind, of: loaded.enrolment?.employee ?? Account.login ?? "", clip: location,
        message: text, identifier: RandomBytes.make(RequestRecord.identifierBytes),
        unixMilliseconds: Clock.unixMicroseconds / 1_000, maker: key.publicKey,
        controller: loaded.controllerKey.keyHash
      ).signed(by: key)
      guard try Requests(stateDirectory: state).add(request, for: loaded.controllerKey) else {
        Terminal.fail(.controllerKey, status: .badData)
      }
      Terminal.message(
        RequestSentences.sent(due: request.due.text, in: LanguageArgument.language(nil)))
      if kind == .rectify, location == nil || text.isEmpty {
        Terminal.message(RequestSentences.unattachable(in: LanguageArgument.language(nil)))
      }
    } catch {
      Terminal.fail(.requestNotKept(Account.stateDirectory))
    }
  }

  /// The one clip of the journal that begins so.
  private func recorded(_ prefix: String) -> ClipLocation {
    let chain = try? Journal(stateDirectory: Account.stateDirectory).read()
    let found = RecordedCall.calls(in: chain?.entries ?? []).map(\.location)
      .filter { !prefix.isEmpty && $0.clip.text.hasPrefix(prefix) }
    guard let first = found.first, found.count == 1 else {
      Terminal.fail(.unclearClip(found.count), status: .usage)
    }
    return first
  }
}

extension RequestKind: ExpressibleByArgument {
  package static var allValueStrings: [String] { allCases.map(\.name) }

  package init?(argument: String) {
    guard let kind = Self.allCases.first(where: { $0.name == argument }) else { return nil }
    self = kind
  }
}
