import ArgumentParser
import ByteCoding
import ClipFormat
import ClipPlayer
import ClipSealing
import LinuxSystem
import Timeline

/// `callreel clip verify`.
struct ClipVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Prove that clips are whole and unchanged.",
    discussion: """
      Without a key: nothing is missing, changed or out of order, and no gap is silent. With a \
      key also that the clip opens and which workstation made it. Without CLIP, all of the store.
      """)

  @Argument(help: "Only this clip.") var clip: String?
  @OptionGroup var store: StoreOption
  @Option(help: "The file of your private key.") var key: String?
  @Option(
    help: ArgumentHelp(
      "Refuse a clip of anybody else: the employee's name, read from standard input.",
      valueName: "-"))
  var trainee: String?
  @Option(help: "A file whose first line is the key's passphrase; '-': standard input.")
  var passphraseFile: String?
  @Flag(help: "Print one JSON object a line.") var json = false

  func validate() throws {
    guard key != nil || (trainee == nil && passphraseFile == nil) else {
      throw ValidationError("--trainee and --passphrase-file need --key")
    }
  }

  func run() throws {
    try Account.harden()
    let shelf = store.shelf
    let clips = shelf.named(clip)
    let employee = trainee.map { Terminal.argument($0, asking: "trainee") }
    var faulty = 0
    if let key {
      let key = KeyFile.read(key, passphraseFile: passphraseFile, kinds: KeyFile.opening)
      for clip in clips {
        faulty += check(clip) { () throws(PlayerError) in
          do throws(PlayerError) {
            return VerifiedClip(try inspect(clip, on: shelf, of: employee, key: key))
          } catch {
            guard self.clip == nil, error.isOthers else { throw error }
            return VerifiedClip(try shelf.verify(clip, progress: progress))
          }
        }
      }
    } else {
      for clip in clips {
        faulty += check(clip) { () throws(PlayerError) in
          VerifiedClip(try shelf.verify(clip, progress: progress))
        }
      }
    }
    if clips.isEmpty { Terminal.message("the store holds no clip") }
    guard faulty > 0 else { return }
    Terminal.fail(
      faulty == 1 ? "one clip is not as it was made" : "\(faulty) clips are not as they were made",
      hint: "do not use them; keep the store as it is and tell the controller", status: .badData)
  }

  private func inspect(
    _ clip: ClipLocation, on shelf: ClipShelf, of employee: String?, key: borrowing PrivateKey
  ) throws(PlayerError) -> OpenedClip {
    let opened = try shelf.inspect(clip, key: key, progress: progress)
    guard employee == nil || opened.call.employee == employee else { throw .anotherTrainee }
    return opened
  }

  private func progress(_ done: Int, _ total: Int) throws(PlayerError) {
    Terminal.progress("verifying", done, of: total)
  }

  /// Prints what came out; the number of faulty clips.
  private func check(
    _ clip: ClipLocation, _ verify: () throws(PlayerError) -> VerifiedClip
  ) -> Int {
    do throws(PlayerError) {
      let verified = try verify()
      if json {
        Terminal.result(verified.object.text)
      } else {
        for line in verified.lines(Terminal.picture) { Terminal.result(line) }
      }
      return 0
    } catch .fault(let fault) {
      let object = JSONText.object([
        ("clip", .string(clip.clip.text)), ("ok", .boolean(false)),
        ("object", .string(fault.object.text)), ("layer", .string(fault.layer.rawValue)),
        ("what", .string(fault.what)),
      ])
      Terminal.result(json ? object.text : "fault  \(clip.clip.text)\n       \(fault.text)")
      return 1
    } catch {
      error.fail()
    }
  }
}

extension PlayerError {
  /// Whether the clip is for other eyes: what needs no key can still be proved.
  fileprivate var isOthers: Bool {
    switch self {
    case .anotherKey, .keyObjectAbsent, .anotherTrainee: true
    default: false
    }
  }
}
