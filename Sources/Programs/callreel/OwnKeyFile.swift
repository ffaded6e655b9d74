import ClipFormat
import ClipSealing
import Journal
import LinuxSystem
import Messages

/// The employee's own key, as commands make and use it.
///
/// Never during a call: while a film may be sealed to it, it lies wrapped (P5).
enum OwnKeyFile {
  static var own: OwnKey { OwnKey(stateDirectory: Account.stateDirectory) }

  /// Makes the one key; a second in its place would open nothing that the first one does.
  static func make(passphraseFile: String?) {
    refuseInCall()
    guard !own.isThere else {
      Terminal.fail(.ownKeyIsThere)
    }
    let key = PrivateKey.generate(kind: .employee)
    keep(key, by: Passphrase.choose(file: passphraseFile))
    Terminal.message(.ownKeyMade)
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
    Terminal.fail(.ownKeyInCall, status: .notAllowed)
  }

  static func failForNone() -> Never {
    Terminal.fail(.noOwnKey, status: .unavailable)
  }

  static func fail() -> Never {
    Terminal.fail(.ownKeyNotKept(Account.stateDirectory))
  }
}
