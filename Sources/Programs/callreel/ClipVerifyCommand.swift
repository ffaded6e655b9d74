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

  /// What came of one clip.
  private enum Outcome {
    case good, faulty, overdue, unread
  }

  @Argument(help: "Only this clip.") var clip: String?
  @OptionGroup var store: StoreOption
  @OptionGroup var options: InspectionOptions
  @Flag(help: "Print one JSON object a line.") var json = false

  func run() throws {
    try Hardening.begin()
    let shelf = store.shelf(options.made.list, options.known)
    let (clips, unread) = shelf.named(clip)
    let employee = options.employee
    var outcomes: [Outcome] = []
    if options.key.isEmpty {
      for clip in clips {
        outcomes.append(check(clip) { () throws(PlayerError) in try keyless(clip, on: shelf) })
      }
    } else {
      let key = options.readerKey()
      let witness = AccessLog(.inspect, of: employee, oneClip: clip != nil)
      for clip in clips {
        outcomes.append(
          check(clip) { () throws(PlayerError) in
            do throws(PlayerError) {
              return .whole(
                VerifiedClip(
                  try options.inspect(
                    clip, on: shelf, of: employee, key: key, witness: witness),
                  today: shelf.today))
            } catch .erased(let tombstone) {
              return CheckedClip(.erased(tombstone), of: clip, on: shelf)
            } catch {
              guard self.clip == nil, error.isOthers else { throw error }
              return try keyless(clip, on: shelf)
            }
          })
      }
    }
    for (folder, error) in unread {
      Terminal.message("folder \(folder.visible): \(error.words.sentence)", hint: error.words.hint)
    }
    if clips.isEmpty, unread.isEmpty { Terminal.message("the store holds no clip") }
    end(outcomes + unread.map { _ in .unread })
  }

  /// Ends the program unless all is well, with the worst that was found.
  private func end(_ outcomes: [Outcome]) {
    let overdue = outcomes.count { $0 == .overdue }
    if overdue > 0 {
      Terminal.message(
        overdue == 1 ? "one clip was never finished" : "\(overdue) clips were never finished",
        hint: "ask who runs the store and the workstations for the rest")
    }
    let faulty = outcomes.count { $0 == .faulty }
    if faulty > 0 {
      Terminal.fail(
        faulty == 1
          ? "one clip is not as it was made" : "\(faulty) clips are not as they were made",
        hint: "do not use them; keep the store as it is and tell the controller", status: .badData)
    }
    guard !outcomes.contains(.unread) else { Terminal.fail("not everything could be read") }
    guard overdue == 0 else { ProcessExit.end(Terminal.Status.failed.rawValue) }
  }

  private func keyless(
    _ clip: ClipLocation, on shelf: ClipShelf
  ) throws(PlayerError) -> CheckedClip {
    CheckedClip(try shelf.verify(clip, progress: progress), of: clip, on: shelf)
  }

  private func progress(_ done: Int, _ total: Int) throws(PlayerError) {
    Terminal.progress("verifying", done, of: total)
  }

  /// Prints what came out; whatever is wrong with one clip, the others are looked at.
  private func check(
    _ clip: ClipLocation, _ verify: () throws(PlayerError) -> CheckedClip
  ) -> Outcome {
    do throws(PlayerError) {
      let checked = try verify()
      if json {
        Terminal.result(checked.object.text)
      } else {
        for line in checked.lines(Terminal.picture) { Terminal.result(line) }
      }
      return checked.isOverdue ? .overdue : .good
    } catch .fault(let fault) {
      show(
        clip, "fault ", fault.text, object: fault.place.text, layer: fault.layer, what: fault.what)
      return .faulty
    } catch {
      guard !error.isOthers else { error.fail() }
      let sentence = error.words.sentence
      var object: String?
      if case .object(let name, _) = error { object = name.text }
      show(clip, "unread", sentence, object: object, layer: nil, what: sentence)
      return .unread
    }
  }

  private func show(
    _ clip: ClipLocation, _ word: String, _ sentence: String, object: String?, layer: FaultLayer?,
    what: String
  ) {
    let members = JSONText.object([
      ("clip", .string(clip.clip.text)), ("ok", .boolean(false)),
      ("object", object.map { .string($0) } ?? .null),
      ("layer", layer.map { .string($0.rawValue) } ?? .null), ("what", .string(what)),
    ])
    Terminal.result(json ? members.text : "\(word) \(clip.clip.text)\n       \(sentence)")
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
