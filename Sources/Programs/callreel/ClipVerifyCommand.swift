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
      key also that the clip opens and which workstation made it; with the controller's list, that \
      it is one of theirs. Without CLIP, all of the store.
      """)

  @Argument(help: "Only this clip.") var clip: String?
  @OptionGroup var store: StoreOption
  @OptionGroup var options: InspectionOptions
  @Flag(help: "Print one JSON object a line.") var json = false

  func run() throws {
    try Account.harden()
    let shelf = store.shelf(options.made.list)
    let clips = shelf.named(clip)
    let employee = options.employee
    var faulty = 0
    if options.key.isEmpty {
      for clip in clips {
        faulty += check(clip) { () throws(PlayerError) in
          CheckedClip(try shelf.verify(clip, progress: progress), of: clip)
        }
      }
    } else {
      let key = options.readerKey()
      for clip in clips {
        faulty += check(clip) { () throws(PlayerError) in
          do throws(PlayerError) {
            return .whole(
              VerifiedClip(try options.inspect(clip, on: shelf, of: employee, key: key)))
          } catch .erased(let tombstone) {
            return .erased(clip, tombstone)
          } catch .expired(let day) {
            throw .fault(ClipFault(.expiry, .opening, "the clip expired on \(day.text)"))
          } catch {
            guard self.clip == nil, error.isOthers else { throw error }
            return CheckedClip(try shelf.verify(clip, progress: progress), of: clip)
          }
        }
      }
    }
    if clips.isEmpty { Terminal.message("the store holds no clip") }
    guard faulty > 0 else { return }
    Terminal.fail(
      faulty == 1 ? "one clip is not as it was made" : "\(faulty) clips are not as they were made",
      hint: "do not use them; keep the store as it is and tell the controller", status: .badData)
  }

  private func progress(_ done: Int, _ total: Int) throws(PlayerError) {
    Terminal.progress("verifying", done, of: total)
  }

  /// Prints what came out; the number of faulty clips.
  private func check(
    _ clip: ClipLocation, _ verify: () throws(PlayerError) -> CheckedClip
  ) -> Int {
    do throws(PlayerError) {
      let checked = try verify()
      if json {
        Terminal.result(checked.object.text)
      } else {
        for line in checked.lines(Terminal.picture) { Terminal.result(line) }
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
