import ArgumentParser
import ByteCoding
import ClipFormat
import ClipPlayer
import LinuxSystem

/// `callreel clip open`.
struct ClipOpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Show a clip in mpv; nothing is written to a disk.",
    discussion: """
      In the player: space pauses, the arrow keys seek, page up and down go from event to event, \
      [ and ] change the speed, f fills the screen, q ends.
      """)

  @Argument(help: "The clip.") var clip: String
  @OptionGroup var store: StoreOption
  @OptionGroup var options: TraineeOptions
  @OptionGroup var made: WorkstationsOption
  @OptionGroup var known: ControllerOption

  func run() throws {
    try Hardening.begin()
    let shelf = store.shelf(made.list, known)
    let trainee = options.employee
    let key = options.readerKey()
    do throws(PlayerError) {
      try shelf.play(
        shelf.named(clip), of: trainee, key: key, made: { made.meet($0, of: $1) },
        said: Statement.tell,
        checked: { done, total in Terminal.progress("verifying", done, of: total) })
    } catch {
      error.fail()
    }
  }
}

/// `callreel clip export`.
struct ClipExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write a clip to a new MP4 file that only you can read.",
    discussion: """
      Only where the policy that the clip was made under allows it; with --request, where the \
      controller has ordered it to answer somebody who asked for access.
      """)

  @Argument(help: "The clip.") var clip: String
  @Argument(help: "The file to make; it must not exist.") var file: String
  @OptionGroup var store: StoreOption
  @OptionGroup var options: ExportOptions
  @OptionGroup var made: WorkstationsOption
  @OptionGroup var known: ControllerOption

  func run() throws {
    try Hardening.begin()
    let shelf = store.shelf(made.list, known)
    do throws(PlayerError) {
      if let request = options.request {
        try answer(request, on: shelf)
      } else {
        try train(on: shelf)
      }
    } catch {
      error.fail(file: file)
    }
  }

  private func train(on shelf: ClipShelf) throws(PlayerError) {
    let trainee = options.employee
    let key = options.holder.readerKey()
    try shelf.export(
      shelf.named(clip), of: trainee, key: key, to: file, made: { made.meet($0, of: $1) },
      said: Statement.tell, checked: verifying, written: exporting)
    Terminal.message("wrote \(file): for training only, not for appraisal; delete it after use")
  }

  private func answer(_ request: String, on shelf: ClipShelf) throws(PlayerError) {
    let key = options.holder.readerKey()
    let order: DisclosureOrder
    do throws(PlayerError) {
      order = try shelf.export(
        shelf.named(clip), forRequest: request, key: key, to: file,
        made: { made.meet($0, of: $1) }, said: Statement.tell, checked: verifying,
        written: exporting)
    } catch .anotherTrainee {
      Terminal.fail(
        "the clip is not a recording of who asked",
        hint: "a request names the employee as the enrolment does; a caller's is ordered with "
          + "--caller", status: .notAllowed)
    }
    Terminal.message(
      "wrote \(file): it answers request \(Hexadecimal.encode(order.request).prefix(8)); give it "
        + "to who asked, and keep no copy")
  }

  private func verifying(_ done: Int, _ total: Int) throws(PlayerError) {
    Terminal.progress("verifying", done, of: total)
  }

  private func exporting(_ done: Int, _ total: Int) throws(PlayerError) {
    Terminal.progress("exporting", done, of: total)
  }
}

extension Statement {
  /// Tells who is about to see a film what lies beside it (N9).
  static func tell(_ all: [Statement]) {
    for statement in all {
      Terminal.message("a statement about this clip, of " + statement.text.visible)
    }
  }
}
