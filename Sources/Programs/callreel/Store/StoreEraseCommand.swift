import ArgumentParser
import ByteCoding
import ClipFormat
import ClipPlayer
import ClipSealing
import LinuxSystem
import Timeline

/// `callreel store erase`.
struct StoreEraseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase", abstract: "Destroy a clip before its day; a signed tombstone stays.",
    discussion: """
      Its keys go first. A clip that comes back beside the tombstone is refused by every reader. \
      Copies that somebody made before are not reached.
      """)

  /// Why, as the tombstone says it.
  enum Reason: String, CaseIterable, ExpressibleByArgument {
    case asked
    case objection
    case talkHeld = "talk-held"

    var reason: ErasureReason {
      switch self {
      case .asked: .asked
      case .objection: .objection
      case .talkHeld: .talkHeld
      }
    }
  }

  @Argument(help: "The clip; left out, the one that the request names.") var clip: String?
  @OptionGroup var store: StoreOption
  @OptionGroup var controller: ControllerOptions
  @Option(help: "Why: asked, objection or talk-held.") var reason = Reason.asked
  @Option(
    help: "The request for erasure that it carries out, or the beginning of it; it is answered.")
  var request: String?
  @Flag(help: "Print one JSON object.") var json = false

  func validate() throws {
    guard clip != nil || request != nil else {
      throw ValidationError("a clip or --request is needed")
    }
    guard request == nil || reason == .asked else {
      throw ValidationError("--request is of what was asked, and goes without --reason")
    }
  }

  func run() throws {
    try Hardening.begin()
    let shelf = store.shelf()
    let given = clip.map { shelf.named($0) }
    let key = controller.privateKey()
    do throws(PlayerError) {
      let asked = try request.map { prefix throws(PlayerError) in
        try shelf.unanswered(prefix, to: key)
      }
      let location = wanted(given, by: asked)
      show(try shelf.erase(location, reason: reason.reason, by: key), location)
      if let asked { try answer(asked, on: shelf, by: key) }
    } catch {
      error.fail()
    }
  }

  /// The clip that is erased; ends the program where the request is about something else.
  private func wanted(_ given: ClipLocation?, by asked: RequestRecord?) -> ClipLocation {
    if let asked, asked.kind != .erase {
      Terminal.fail(
        "the request is for \(asked.kind.name), not for erasure",
        hint: "callreel store answer answers it", status: .usage)
    }
    if let given, let wanted = asked?.clip, given != wanted {
      Terminal.fail(
        "the request is about another clip", hint: "leave CLIP out", status: .notAllowed)
    }
    guard let location = given ?? asked?.clip else {
      Terminal.fail(
        "the request is about all recordings, so each is erased by itself", hint: "name a clip",
        status: .usage)
    }
    return location
  }

  private func answer(
    _ asked: RequestRecord, on shelf: ClipShelf, by key: borrowing PrivateKey
  ) throws(PlayerError) {
    guard asked.clip != nil else {
      return Terminal.message(
        "the request is about all recordings: it is still to be answered",
        hint: "callreel store answer does, when all are erased")
    }
    try shelf.answer(asked, .done, message: "", by: key)
    StoreAnswerCommand.tellAnswered(asked)
  }

  private func show(_ tombstone: Tombstone, _ location: ClipLocation) {
    guard json else {
      return Terminal.result(
        "erased \(location.clip.text)  \(location.campaign) \(location.day.text)  "
          + tombstone.reason.name)
    }
    Terminal.result(
      JSONText.object([
        ("clip", .string(location.clip.text)), ("campaign", .string(location.campaign)),
        ("day", .string(location.day.text)), ("erased", .string(tombstone.day.text)),
        ("reason", .string(tombstone.reason.name)),
      ]).text)
  }
}
