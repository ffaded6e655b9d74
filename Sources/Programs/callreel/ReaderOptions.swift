import ArgumentParser
import ClipFormat
import ClipPlayer
import ClipSealing
import LinuxSystem

/// The controller's list of workstations, where the reader has one.
struct WorkstationsOption: ParsableArguments {
  @Option(help: "The list of workstations that the controller signed.") var workstations: String?

  /// Nil where no list was named.
  var list: WorkstationList? { workstations.map { WorkstationListFile.read($0) } }

  /// Where there is no list, remembers the very first workstation and tells of every other.
  func meet(_ workstation: PublicKey) {
    guard workstations == nil else { return }
    do throws(PlayerError) {
      let seen = SeenWorkstations(stateDirectory: Account.stateDirectory)
      guard case .new = try seen.meet(workstation) else { return }
      Terminal.message(
        "workstation \(workstation.fingerprint) is not the one met first: ask the controller "
          + "whether it is one of theirs, and give their list with --workstations")
    } catch {
      Terminal.message("the workstations met so far cannot be kept: \(error.words.sentence)")
    }
  }
}

/// What a command opens clips with where it can also do without.
struct InspectionOptions: ParsableArguments {
  @Option(help: "The file of your private key; twice: the two recovery keys.")
  var key: [String] = []
  @Option(
    help: ArgumentHelp(
      "Refuse a clip of anybody else: the employee's name, read from standard input.",
      valueName: "-"))
  var trainee: String?
  @Option(help: "A file whose first line is the key's passphrase; '-': standard input.")
  var passphraseFile: [String] = []
  @OptionGroup var made: WorkstationsOption

  func validate() throws {
    guard !key.isEmpty || (trainee == nil && passphraseFile.isEmpty && made.workstations == nil)
    else {
      throw ValidationError("--trainee, --passphrase-file and --workstations need --key")
    }
    try KeyFile.validate(key, passphraseFiles: passphraseFile)
  }

  /// The name; it is read before the passphrase where both come from standard input.
  var employee: String? { trainee.map { Terminal.argument($0, asking: "trainee") } }

  func readerKey() -> ReaderKey { KeyFile.reader(key, passphraseFiles: passphraseFile) }

  /// Opens a clip; one of another employee than `employee` is refused.
  func inspect(
    _ clip: ClipLocation, on shelf: ClipShelf, of employee: String?, key: borrowing ReaderKey
  ) throws(PlayerError) -> OpenedClip {
    let opened = try shelf.inspect(clip, key: key) { done, total in
      Terminal.progress("verifying", done, of: total)
    }
    guard employee == nil || opened.call.employee == employee else { throw .anotherTrainee }
    made.meet(opened.workstation)
    return opened
  }
}
