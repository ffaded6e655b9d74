import ArgumentParser
import ClipFormat
import ClipPlayer
import LinuxSystem

/// `callreel clip fetch`.
struct ClipFetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch", abstract: "Copy a clip, still sealed, into a folder of your own.",
    discussion: """
      The folder is a store: --store dir:FOLDER opens the clip from there, without a network. Who \
      looks into the access log sees the fetch, and not what is opened from the copy.
      """)

  @Argument(help: "The clip.") var clip: String
  @Argument(help: "The folder; it is made where it is missing.") var folder: String
  @OptionGroup var store: StoreOption
  @OptionGroup var options: TraineeOptions
  @OptionGroup var made: WorkstationsOption
  @OptionGroup var known: ControllerOption

  func run() throws {
    try Hardening.begin()
    let shelf = store.shelf(made.list, known)
    let trainee = options.employee
    let key = options.readerKey()
    let bytes: Int
    do throws(PlayerError) {
      let location = shelf.named(clip)
      do throws(SystemError) {
        try Files.makeDirectories(folder)
      } catch {
        throw .output(error)
      }
      let copy = try ClipShelf(address: "dir:" + folder, today: shelf.today)
      bytes = try shelf.fetch(location, of: trainee, key: key, into: copy) { done, total in
        Terminal.progress("fetching", done, of: total)
      }
    } catch {
      error.fail(file: folder)
    }
    Terminal.message("fetched \(bytes) bytes into \(folder); delete it after use")
  }
}

/// `callreel clip done`.
struct ClipDoneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "done", abstract: "Say that the talk over a clip was held, so that it is erased.",
    discussion: "The controller's next 'callreel store sweep --key' erases it, before its day.")

  @Argument(help: "The clip.") var clip: String
  @OptionGroup var store: StoreOption
  @OptionGroup var options: TraineeOptions
  @OptionGroup var known: ControllerOption

  func run() throws {
    try Hardening.begin()
    let shelf = store.shelf(nil, known)
    let trainee = options.employee
    let key = options.readerKey()
    guard !key.isEmployees else {
      Terminal.fail(
        "whoever led the talk says that it was held",
        hint: "callreel request erase asks the controller to erase a clip of yours",
        status: .notAllowed)
    }
    let location = shelf.named(clip)
    do throws(PlayerError) {
      try shelf.markHeld(location, of: trainee, key: key)
    } catch {
      error.fail()
    }
    Terminal.message("clip \(location.shortName) is done: the controller's next sweep erases it")
  }
}
