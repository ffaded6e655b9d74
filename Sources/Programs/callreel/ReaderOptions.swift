import ArgumentParser
import ClipFormat
import ClipPlayer
import ClipSealing
import LinuxSystem

/// The controller's list of workstations, where the reader has one.
struct WorkstationsOption: ParsableArguments {
  @Option(help: "The list of workstations that the controller signed.") var workstations: String?

  /// Nil where no list was named; one that is older than another that was used is refused.
  var list: WorkstationList? {
    guard let workstations else { return nil }
    let list = WorkstationListFile.read(workstations)
    do throws(PlayerError) {
      try KnownLists(stateDirectory: Account.stateDirectory).use(list)
    } catch .system(let error) {
      Terminal.message("the days of lists cannot be kept: \(error.message)")
    } catch {
      error.fail()
    }
    return list
  }

  /// Where there is no list, tells of each workstation that is new for its employee, once.
  func meet(_ workstation: PublicKey, of employee: String) {
    guard workstations == nil else { return }
    do throws(PlayerError) {
      let seen = SeenWorkstations(stateDirectory: Account.stateDirectory)
      try seen.meet(workstation, of: employee) { meeting in
        switch meeting {
        case .known: break
        case .first:
          Terminal.message(
            "nothing vouches for workstation \(workstation.fingerprint), the first that is met "
              + "for this employee",
            hint: "the controller's list does: give it with --workstations")
        case .new:
          Terminal.message(
            "workstation \(workstation.fingerprint) was never met before for this employee",
            hint: "ask the controller whether it is one of theirs; their list with --workstations "
              + "tells")
        }
      }
    } catch {
      Terminal.message("the workstations met so far cannot be kept: \(error.words.sentence)")
    }
  }
}

/// The controller whom a reader knows.
struct ControllerOption: ParsableArguments {
  @Option(help: "The controller's public key, or a file that holds it: no other's word counts.")
  var controller: String?

  /// Nil where none was named.
  var key: PublicKey? {
    controller.map {
      PublicKeyArgument.read($0, kinds: [.controller], refusal: "is no controller's")
    }
  }

  /// Ends the program where a list is of another controller.
  func key(signerOf list: WorkstationList?) -> PublicKey? {
    let key = key
    guard let key, let list, list.controller != key else { return key ?? list?.controller }
    Terminal.fail(
      "the list of workstations is not signed by the controller that is named",
      hint: "ask the controller for their list", status: .badData)
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
  @OptionGroup var known: ControllerOption

  func validate() throws {
    guard !key.isEmpty || (trainee == nil && passphraseFile.isEmpty) else {
      throw ValidationError("--trainee and --passphrase-file need --key")
    }
    try KeyFile.validate(key, passphraseFiles: passphraseFile)
  }

  /// The name; it is read before the passphrase where both come from standard input.
  var employee: String? { trainee.map { Terminal.argument($0, asking: "trainee") } }

  func readerKey() -> ReaderKey { KeyFile.reader(key, passphraseFiles: passphraseFile) }

  /// Opens a clip; one of another employee than `employee` is refused.
  func inspect(
    _ clip: ClipLocation, on shelf: ClipShelf, of employee: String?, key: borrowing ReaderKey,
    witness: AccessLog
  ) throws(PlayerError) -> OpenedClip {
    let opened = try shelf.inspect(clip, key: key, witness: witness) { done, total in
      Terminal.progress("verifying", done, of: total)
    }
    guard employee == nil || opened.call.employee == employee else {
      witness.refuse(
        clip, controller: opened.report.opening.controller, for: .anotherTrainee, key: key,
        on: shelf)
      throw .anotherTrainee
    }
    made.meet(opened.workstation, of: opened.call.employee)
    return opened
  }
}
