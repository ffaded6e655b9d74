import ArgumentParser
import ClipFormat
import ClipPlayer
import ClipSealing
import ClipStore
import LinuxSystem
import Timeline

/// The store that a command works on.
struct StoreOption: ParsableArguments {
  @Option(help: "The store: dir:/srv/callreel, or s3://bucket/prefix?endpoint=https://HOST.")
  var store: String
  @Option(help: "Of a bucket: the file of its credentials, which nobody else can read.")
  var credentials: String?
  @Option(help: "Of a bucket: certificates that are trusted instead of the system's.")
  var ca: String?
  @Option(help: "Of a bucket: the proxy on the way to it.") var proxy: String?

  var settings: StoreSettings {
    StoreSettings(
      store, credentials: credentials, certificateAuthority: ca, proxy: proxy)
  }

  /// As this day sees it; where there is a list, only its workstations are believed.
  func shelf(
    _ list: WorkstationList? = nil, _ known: ControllerOption? = nil
  ) -> ClipShelf {
    do throws(PlayerError) {
      return try ClipShelf(
        settings: settings, today: Self.today, workstations: list,
        controller: known?.key(signerOf: list))
    } catch {
      error.fail()
    }
  }

  /// Today where this machine stands.
  static var today: CalendarDay {
    let now = Clock.unixSeconds
    return CalendarDay(unixSeconds: now + Int64(Clock.zoneOffsetSeconds(at: now)))
  }
}

/// What opens clips.
struct HolderOptions: ParsableArguments {
  @Option(help: "The file of your private key; twice: the two recovery keys.")
  var key: [String] = []
  @Flag(help: "Your own clips, with the key of callreel key own; in place of --key and --trainee.")
  var own = false
  @Option(help: "A file whose first line is the key's passphrase; '-': standard input.")
  var passphraseFile: [String] = []

  func validate() throws {
    try KeyFile.validate(key, passphraseFiles: passphraseFile)
  }

  func readerKey() -> ReaderKey {
    own
      ? ReaderKey(OwnKeyFile.unlocked(passphraseFile: passphraseFile.first))
      : KeyFile.reader(key, passphraseFiles: passphraseFile)
  }
}

/// Who opens clips, and whose (F9).
struct TraineeOptions: ParsableArguments {
  @OptionGroup var holder: HolderOptions
  @Option(
    help: ArgumentHelp(
      "Whose training it is: the employee's name, read from standard input.", valueName: "-"))
  var trainee: String?

  func validate() throws {
    guard !holder.own || (holder.key.isEmpty && trainee == nil) else {
      throw ValidationError("--own goes without --key and --trainee")
    }
    guard holder.own || (!holder.key.isEmpty && trainee != nil) else {
      throw ValidationError("--key and --trainee are needed, or --own")
    }
  }

  /// The name; it is read before the passphrase where both come from standard input.
  var employee: String {
    trainee.map { Terminal.argument($0, asking: "trainee") } ?? Account.login ?? ""
  }

  func readerKey() -> ReaderKey { holder.readerKey() }
}

/// Who exports a clip, and for whom: for a trainee, or for who asked for access (N9, N14).
struct ExportOptions: ParsableArguments {
  @OptionGroup var holder: HolderOptions
  @Option(
    help: ArgumentHelp(
      "Whose training it is: the employee's name, read from standard input.", valueName: "-"))
  var trainee: String?
  @Option(
    help: "The request that is answered, or the beginning of it; the controller has ordered it.")
  var request: String?

  func validate() throws {
    guard holder.own != !holder.key.isEmpty else {
      throw ValidationError("--key is needed, or --own in its place")
    }
    guard trainee == nil || request == nil else {
      throw ValidationError("--request goes in place of --trainee")
    }
    guard trainee == nil || !holder.own else {
      throw ValidationError("--own goes without --trainee")
    }
    guard holder.own || trainee != nil || request != nil else {
      throw ValidationError("--trainee or --request is needed")
    }
  }

  /// As ``TraineeOptions/employee``.
  var employee: String {
    trainee.map { Terminal.argument($0, asking: "trainee") } ?? Account.login ?? ""
  }
}

extension ClipShelf {
  /// The clip that an argument means.
  func named(_ prefix: String) -> ClipLocation {
    do throws(PlayerError) { return try find(prefix) } catch { error.fail() }
  }

  /// The clips that an argument means: without one, all; the folders that cannot be read.
  func named(_ prefix: String?) -> (clips: [ClipLocation], unread: [(String, PlayerError)]) {
    guard let prefix else {
      var unread: [(String, PlayerError)] = []
      do throws(PlayerError) {
        return (try clips { unread.append(($0, $1)) }, unread)
      } catch {
        error.fail()
      }
    }
    return ([named(prefix)], [])
  }
}

extension ClipLocation {
  /// Enough of the identifier to name it in a store of a usual size.
  var shortName: String { String(clip.text.prefix(8)) }
}
