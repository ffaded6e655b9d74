import ArgumentParser
import ClipFormat
import ClipSealing
import Journal
import LinuxSystem
import Messages

/// `callreel key own`: the key by which an employee opens their own clips.
struct KeyOwnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "own", abstract: "Make, change, show or remove the key to your own clips.",
    discussion: """
      Calls that are recorded from then on are sealed to it, too. Only your passphrase opens it: \
      nobody can restore or replace that. callreel clip open --own uses it.
      """,
    subcommands: [New.self, ChangePassphrase.self, Show.self, Remove.self])

  /// Where a passphrase comes from that no terminal is asked for.
  struct PassphraseOption: ParsableArguments {
    @Option(help: "A file whose first line is the passphrase; '-': standard input.")
    var passphraseFile: String?
  }

  /// `callreel key own new`.
  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new", abstract: "Make it; a passphrase is asked for at the terminal.")
    @OptionGroup var passphrase: PassphraseOption

    func run() throws {
      try Hardening.begin()
      OwnKeyFile.make(passphraseFile: passphrase.passphraseFile)
    }
  }

  /// `callreel key own passphrase`.
  struct ChangePassphrase: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "passphrase", abstract: "Give it another passphrase; it opens what it opened.")
    @OptionGroup var passphrase: PassphraseOption
    @Option(help: "A file whose first line is the new passphrase; '-': standard input.")
    var newPassphraseFile: String?

    func run() throws {
      try Hardening.begin()
      let key = OwnKeyFile.unlocked(passphraseFile: passphrase.passphraseFile)
      OwnKeyFile.keep(key, by: Passphrase.choose(file: newPassphraseFile))
      Terminal.message(.ownKeyChanged)
    }
  }

  /// `callreel key own show`.
  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "show", abstract: "Print its public half, and where it lies.")

    func run() throws {
      let own = OwnKeyFile.own
      guard let key = own.publicKey else { OwnKeyFile.failForNone() }
      let language = LanguageArgument.language(nil)
      Terminal.message(OwnKeyText.shown(key.fingerprint, at: own.path, in: language))
      Terminal.result(key.text)
    }
  }

  /// `callreel key own remove`.
  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "remove", abstract: "Destroy it, after a question.",
      discussion: "You can then open none of your clips yourself; nobody can bring it back.")

    func run() throws {
      let own = OwnKeyFile.own
      guard own.isThere else { OwnKeyFile.failForNone() }
      let question = OwnKeyText.removal(in: LanguageArgument.language(nil))
      guard Terminal.nextLine(asking: question) == Array("remove".utf8) else {
        Terminal.fail(.ownKeyNotRemoved)
      }
      do throws(JournalError) { try own.remove() } catch { OwnKeyFile.fail() }
      Terminal.message(.ownKeyGone)
    }
  }
}
