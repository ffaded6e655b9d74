import ArgumentParser
import ByteCoding
import ClipFormat
import ClipPlayer
import ClipSealing
import ClipStore
import LinuxSystem
import Timeline

/// Whose keys are moved, and where they are kept meanwhile.
struct RestrictionOptions: ParsableArguments {
  @Argument(help: "The clip.") var clip: String
  @OptionGroup var store: StoreOption
  @Option(help: "The folder, out of the recipients' reach, that keeps the keys meanwhile.")
  var kept: String
  @Option(help: "Only this recipient: their public key, or a file that holds it.")
  var recipient: String?
  @Flag(help: "Print one JSON object.") var json = false

  var fingerprint: String? {
    recipient.map {
      PublicKeyArgument.read(
        $0, kinds: KeyKind.allCases.filter(\.opensClips), refusal: "opens no clip"
      ).fingerprint
    }
  }

  var shelf: ClipShelf { store.shelf() }

  func keptShelf() -> ClipShelf {
    do throws(PlayerError) {
      return try ClipShelf(address: "dir:" + kept, today: StoreOption.today)
    } catch .store(.unreachable) {
      Terminal.fail(
        "the folder of --kept is not there", hint: "make it where no recipient reaches it",
        status: .unavailable)
    } catch {
      error.fail()
    }
  }

  /// Ends the program where nothing was moved.
  func tell(_ count: Int, _ what: String, _ clip: ClipLocation, none: String) {
    guard count > 0 else { Terminal.fail(none, hint: "callreel clip info shows its recipients") }
    guard !json else {
      return Terminal.result(
        JSONText.object([
          ("clip", .string(clip.clip.text)), ("campaign", .string(clip.campaign)),
          ("day", .string(clip.day.text)), ("state", .string(what)),
          ("recipients", .integer(Int64(count))),
        ]).text)
    }
    let keys = count == 1 ? "one recipient" : "\(count) recipients"
    Terminal.result("\(what) \(clip.clip.text)  \(clip.campaign) \(clip.day.text)  \(keys)")
  }
}

/// `callreel store restrict`.
struct StoreRestrictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restrict", abstract: "Keep a clip, but let nobody open it for now.",
    discussion: """
      Moves the clip's keys out of the store into a folder. It needs no key: the right to remove \
      objects is the store's to give.
      """)

  @OptionGroup var options: RestrictionOptions

  func run() throws {
    try Hardening.begin()
    let shelf = options.shelf
    let clip = shelf.named(options.clip)
    let fingerprint = options.fingerprint
    let kept = options.keptShelf()
    do throws(PlayerError) {
      let count = try shelf.restrict(clip, fingerprint: fingerprint, into: kept)
      options.tell(
        count, "restricted", clip, none: "no key of that clip is in the store to be moved")
    } catch {
      error.fail()
    }
  }
}

/// `callreel store unrestrict`.
struct StoreUnrestrictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unrestrict", abstract: "Let a restricted clip be opened again.")

  @OptionGroup var options: RestrictionOptions

  func run() throws {
    try Hardening.begin()
    let shelf = options.shelf
    let clip = shelf.named(options.clip)
    let fingerprint = options.fingerprint
    let kept = options.keptShelf()
    do throws(PlayerError) {
      let count = try shelf.unrestrict(clip, fingerprint: fingerprint, from: kept)
      options.tell(count, "unrestricted", clip, none: "no key of that clip is in the folder")
    } catch {
      error.fail()
    }
  }
}
