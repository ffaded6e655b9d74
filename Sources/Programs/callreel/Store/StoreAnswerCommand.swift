import ArgumentParser
import ByteCoding
import ClipFormat
import ClipPlayer
import ClipSealing
import Configuration
import LinuxSystem
import Timeline

/// `callreel store answer`.
struct StoreAnswerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "answer", abstract: "Answer a request; the employee sees it in their journal.",
    discussion: """
      It says what was done: erase and restrict are commands of their own. Only a rectification \
      that is done puts what the request says beside its clip, sealed to those who can open that; \
      trainers read it before the film. The answer to an objection lets recording begin again; who \
      is not to be recorded any more is taken off the enrolment first.
      """)

  @Argument(help: "The request's identifier, or the beginning of it.") var request: String
  @OptionGroup var store: StoreOption
  @OptionGroup var controller: ControllerOptions
  @Option(help: "What was decided.") var verdict: RequestVerdict
  @Option(help: ArgumentHelp("What to say, a line of standard input.", valueName: "-"))
  var message: String?
  @Option(help: "The configuration directory whose policy has the keys of those who open clips.")
  var config: String = Configuration.standardDirectory

  func run() throws {
    try Hardening.begin()
    let shelf = store.shelf()
    let text = message.map { Terminal.argument($0, asking: "message") } ?? ""
    guard text.utf8.count <= FormatLimits.messageBytes else {
      Terminal.fail(
        "the message is longer than \(FormatLimits.messageBytes) bytes", status: .badData)
    }
    let key = controller.privateKey()
    do throws(PlayerError) {
      let asked = try shelf.unanswered(request, to: key)
      if asked.kind == .rectify, verdict == .done { try attach(asked, on: shelf, by: key) }
      try shelf.answer(asked, verdict, message: text, by: key)
      Self.tellAnswered(asked)
    } catch {
      error.fail()
    }
  }

  /// Says where the answer is.
  static func tellAnswered(_ asked: RequestRecord) {
    Terminal.message(
      asked.maker.kind == .workstation
        ? "answered: it is in the employee's inbox"
        : "answered: tell it to who asked, who has no inbox")
  }

  private func attach(
    _ asked: RequestRecord, on shelf: ClipShelf, by key: borrowing PrivateKey
  ) throws(PlayerError) {
    let known = (try? Configuration.recipients(directory: config))?.map(\.key)
    switch try shelf.attach(asked, to: known, by: key) {
    case .nothing where asked.clip == nil || asked.message.isEmpty:
      Terminal.message("the request names no clip or says nothing, so nothing was attached")
    case .nothing:
      Terminal.message("the clip is gone, so nothing was attached")
    case .attached(let unreached):
      let clip = asked.clip?.shortName ?? ""
      Terminal.message("what the request says lies beside clip \(clip) now")
      for reader in unreached {
        Terminal.message(
          "recipient \(reader) learns that it is there, and cannot read it: their key is not known",
          hint: "they can ask you what it says")
      }
    }
  }
}

extension RequestVerdict: ExpressibleByArgument {
  package static var allValueStrings: [String] { allCases.map(\.name) }

  package init?(argument: String) {
    guard let verdict = Self.allCases.first(where: { $0.name == argument }) else { return nil }
    self = verdict
  }
}

extension ClipShelf {
  /// The request that an argument means; ends the program where it is answered, or not there.
  func unanswered(
    _ prefix: String, to controller: borrowing PrivateKey
  ) throws(PlayerError) -> RequestRecord {
    let found = try requests(to: controller, unread: Unread().note).filter {
      !prefix.isEmpty && Hexadecimal.encode($0.request.identifier).hasPrefix(prefix)
    }
    guard let first = found.first, found.count == 1 else {
      Terminal.fail(
        found.isEmpty
          ? "there is no such request" : "\(found.count) requests have identifiers that begin so",
        hint: "callreel store requests --all shows them", status: .usage)
    }
    if let answer = first.answer {
      Terminal.fail(
        "it was answered on \(answer.day.text)", hint: "what was said stands", status: .failed)
    }
    return first.request
  }
}
