import ClipFormat
import ClipSealing
import Journal
import LinuxSystem

/// The employee's own key, as commands make and use it.
///
/// Never during a call: while a film may be sealed to it, it lies wrapped (P5).
enum OwnKeyFile {
  static var own: OwnKey { OwnKey(stateDirectory: Account.stateDirectory) }

  /// Makes the one key; a second in its place would open nothing that the first one does.
  static func make(passphraseFile: String?) {
    refuseInCall()
    guard !own.isThere else {
      Terminal.fail(
        "you have a key of your own already",
        hint: "callreel key own passphrase gives it another passphrase")
    }
    let key = PrivateKey.generate(kind: .employee)
    keep(key, by: Passphrase.choose(file: passphraseFile))
    Terminal.message(
      "calls that are recorded from now on are sealed to you, too: callreel clip open --own",
      hint: "keep the passphrase; nobody can restore it")
    Terminal.result(key.publicKey.text)
  }

  /// Asks for the passphrase and unwraps it.
  static func unlocked(passphraseFile: String?) -> PrivateKey {
    refuseInCall()
    guard own.isThere else { failForNone() }
    return KeyFile.read(own.path, passphraseFile: passphraseFile, for: .own)
  }

  static func keep(_ key: borrowing PrivateKey, by passphrase: borrowing SecretBytes) {
    do throws(JournalError) {
      try own.keep(KeyFile.wrapped(key, by: passphrase), publicKey: key.publicKey)
    } catch {
      fail()
    }
  }

  static func refuseInCall() {
    guard AgentBus.isInCall else { return }
    Terminal.fail(
      "a call is up, and an employee's key is not used then", hint: "wait until it has ended",
      status: .notAllowed)
  }

  static func failForNone() -> Never {
    Terminal.fail(
      "you have no key of your own, or it is not as callreel made it",
      hint: "callreel key own new makes one, for the calls that come", status: .unavailable)
  }

  static func fail() -> Never {
    Terminal.fail(
      "your key cannot be kept or removed",
      hint: "see that \(Account.stateDirectory) is yours to write, and has room")
  }
}
