import ClipFormat
import ClipPlayer
import LinuxSystem
import Timeline

extension PlayerError {
  /// What a person reads of a failure.
  struct Words {
    var sentence: String
    var hint: String?
    var status = Terminal.Status.failed

    func naming(_ what: String) -> Words {
      Words(sentence: "\(what): \(sentence)", hint: hint, status: status)
    }
  }

  /// Ends the program with this error; `file` is where a film should have gone.
  func fail(file: String? = nil) -> Never {
    let words = words(file: file)
    Terminal.fail(words.sentence, hint: words.hint, status: words.status)
  }

  var words: Words { words(file: nil) }

  private func words(file: String?) -> Words {
    let file = file ?? "the file"
    return switch self {
    case .store(let error): error.words
    case .object(let name, let error): error.words.naming(name.text)
    case .noSuchClip:
      Words(
        sentence: "there is no such clip in the store",
        hint: "callreel clip list shows a trainee's, callreel clip verify all",
        status: .unavailable)
    case .ambiguous(let count):
      Words(
        sentence: "\(count) clips have identifiers that begin so", hint: "give more of it",
        status: .usage)
    case .fault(let fault) where fault.layer == .expiry:
      Words(sentence: fault.what, status: .notAllowed)
    case .fault(let fault) where fault.layer == .workstation:
      Words(
        sentence: fault.text, hint: "the controller does not know who made it; do not use it",
        status: .badData)
    case .fault(let fault):
      Words(
        sentence: fault.text, hint: "the clip is not whole or not genuine; do not use it",
        status: .badData)
    case .anotherKey:
      Words(
        sentence: "the clip was not sealed to this key",
        hint: "a clip opens for the trainers whom the employee's enrolment lists",
        status: .notAllowed)
    case .keyObjectAbsent:
      Words(
        sentence: "this key's way into the clip is not in the store",
        hint: "the clip is still being uploaded, or it was restricted or erased",
        status: .unavailable)
    case .anotherController:
      Words(
        sentence: "the clip is another controller's", hint: "use that controller's key",
        status: .notAllowed)
    case .anotherTrainee:
      Words(
        sentence: "the clip is not a recording of this trainee",
        hint: "employees are trained on their own recordings only", status: .notAllowed)
    case .erased(let tombstone):
      Words(
        sentence: "the clip was erased on \(tombstone.day.text), \(tombstone.reason.name)",
        status: .unavailable)
    case .order(let error):
      Words(
        sentence: "the order cannot be carried out: \(error.what)",
        hint: "ask the controller for an order for this clip", status: .notAllowed)
    case .unordered:
      Words(
        sentence: "the controller has not ordered this key to export this clip for that request",
        hint: "the controller does, with callreel store order", status: .notAllowed)
    case .ambiguousRequest(let count):
      Words(
        sentence: "\(count) requests have identifiers that begin so", hint: "give more of it",
        status: .usage)
    case .rewrapUnfinished(let name):
      Words(
        sentence: "of an earlier rewrap only \(name.text) is there, and its other half is lost",
        hint: "have it removed from the clip's folder, then carry the order out again",
        status: .badData)
    case .rewrapInterrupted(let error):
      Words(
        sentence: "only half of it was stored: \(error.words.sentence)",
        hint: "carry the order out again: that finishes it", status: error.words.status)
    case .accessUnrecorded(let error):
      Words(
        sentence: "nothing was opened, as the access record cannot be written: "
          + error.words.sentence,
        hint: "the store must let you create objects below access/ and "
          + "inbox/, see callreel-fleet(7)", status: error.words.status)
    case .accessContested:
      Words(
        sentence: "nothing was opened, as others use this key at the same moment",
        hint: "try again; a key is one person's", status: .unavailable)
    case .controllerUnknown(let fingerprint):
      Words(
        sentence: "nothing was opened, as the key of controller \(fingerprint), who must be told, "
          + "is not in the store", hint: "give it with --controller", status: .unavailable)
    case .statementUnreadable(let fingerprint):
      Words(
        sentence: "recipient \(fingerprint) of the clip could not read the statement, as their key "
          + "is not known here",
        hint: "give --config, the directory of the policy that names them", status: .unavailable)
    case .letter(let error): Words(sentence: error.what, status: .badData)
    case .stateDamaged(let path):
      Words(sentence: "\(path) is damaged", hint: "remove it", status: .badData)
    case .listOutdated(let day, let latest, let path):
      Words(
        sentence: "the list of workstations is of \(day.text), and the controller's latest that "
          + "was used here is of \(latest.text)",
        hint: "ask the controller for their latest list; \(path) remembers the days",
        status: .badData)
    case .exportRefused:
      Words(
        sentence: "the policy of this clip does not allow export",
        hint: "callreel clip open shows it", status: .notAllowed)
    case .noFilm: Words(sentence: "the clip holds no film", status: .badData)
    case .outputExists:
      Words(sentence: "\(file) exists already", hint: "name a file that does not")
    case .output(let error):
      Words(sentence: "\(file) cannot be made: \(error.message)", hint: "name another place")
    case .exporterMissing:
      Words(
        sentence: "callreel-export is not installed", hint: "install the callreel package again",
        status: .unavailable)
    case .exporter(let sentence): Words(sentence: sentence, hint: "no film was kept")
    case .playerMissing:
      Words(
        sentence: "mpv is not installed", hint: "apt install mpv", status: .unavailable)
    case .player(let status):
      Words(
        sentence: "mpv ended with status \(status)", hint: "it needs a desktop session to show film"
      )
    case .interrupted: Words(sentence: "interrupted")
    case .system(let error): Words(sentence: "\(error.call): \(error.message)")
    }
  }
}
