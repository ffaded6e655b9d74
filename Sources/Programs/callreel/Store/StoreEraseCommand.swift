import ArgumentParser
import ClipFormat
import ClipPlayer
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

  @Argument(help: "The clip.") var clip: String
  @OptionGroup var store: StoreOption
  @OptionGroup var controller: ControllerOptions
  @Option(help: "Why: asked, objection or talk-held.") var reason = Reason.asked

  func run() throws {
    try Hardening.begin()
    let shelf = store.shelf()
    let location = shelf.named(clip)
    let key = controller.privateKey()
    do throws(PlayerError) {
      try shelf.erase(location, reason: reason.reason, by: key)
    } catch {
      error.fail()
    }
    Terminal.result(
      "erased \(location.clip.text)  \(location.campaign) \(location.day.text)  "
        + reason.rawValue)
  }
}
