import ArgumentParser
import ClipFormat
import ClipPlayer
import ClipSealing
import LinuxSystem

/// A private key in a file, as commands take it.
enum KeyFile {
  /// What a command does with the key.
  enum Use {
    case opening, signing, showing, auditing, own

    var kinds: [KeyKind] {
      switch self {
      case .opening: KeyKind.allCases.filter(\.opensClips)
      case .signing: [.controller]
      case .showing: KeyKind.allCases
      case .auditing: [.controller, .council]
      case .own: [.employee]
      }
    }
  }

  private static let longest = 65_536

  static func bytes(_ path: String) -> [UInt8] {
    InputFile.bytes(path, limit: longest, what: "the key file")
  }

  /// Reads a private key; asks for the passphrase where it needs one and no file was given.
  static func read(_ path: String, passphraseFile: String?, for use: Use) -> PrivateKey {
    let text = bytes(path)
    do throws(KeyFileError) {
      let key = try PrivateKey.read(
        text: text, passphrase: passphraseFile.map { Passphrase.read(file: $0) },
        kinds: use.kinds)
      warnOfOtherReaders(path)
      return key
    } catch .needsPassphrase {
      do throws(KeyFileError) {
        return try PrivateKey.read(
          text: text, passphrase: Passphrase.ask("passphrase of \(path): "), kinds: use.kinds)
      } catch {
        fail(error, path, use)
      }
    } catch {
      fail(error, path, use)
    }
  }

  /// The text of a key's file that opens with this passphrase only.
  static func wrapped(
    _ key: borrowing PrivateKey, by passphrase: borrowing SecretBytes
  ) -> [UInt8] {
    do throws(KeyFileError) { return try key.encode(passphrase: passphrase) } catch {
      failForMemory()
    }
  }

  /// Refuses a command line whose keys and passphrases do not go together.
  static func validate(_ paths: [String], passphraseFiles: [String]) throws {
    guard paths.count <= 2 else {
      throw ValidationError("--key is given once, or twice with the two recovery keys")
    }
    guard passphraseFiles.count <= max(1, paths.count) else {
      throw ValidationError("--passphrase-file is given once, or once for each --key")
    }
  }

  /// The key, or the two recovery keys, that open clips; one passphrase file serves both.
  static func reader(_ paths: [String], passphraseFiles: [String]) -> ReaderKey {
    func read(_ index: Int) -> PrivateKey {
      let file = passphraseFiles.indices.contains(index) ? passphraseFiles[index] : nil
      return Self.read(
        paths[index], passphraseFile: file ?? passphraseFiles.last, for: .opening)
    }
    let one = read(0)
    guard paths.count == 2 else {
      guard one.kind.opensAlone else {
        Terminal.fail(
          "a recovery key opens no clip alone",
          hint: "the other holder's key is needed: a second --key", status: .notAllowed)
      }
      if one.kind == .employee { OwnKeyFile.refuseInCall() }
      return ReaderKey(one)
    }
    guard let pair = ReaderKey(one, read(1)) else {
      Terminal.fail(
        "the two keys are not two different recovery keys",
        hint: "give one --key, or the keys of both recovery holders", status: .notAllowed)
    }
    return pair
  }

  private static func warnOfOtherReaders(_ path: String) {
    guard let status = try? Files.status(path: path), status.isRegular, status.mode & 0o077 != 0
    else { return }
    Terminal.message("others than you may read this private key", hint: "chmod 600 \(path)")
  }

  static func failForMemory() -> Never {
    Terminal.fail(
      "there is too little memory for a passphrase, which takes 256 MB",
      hint: "end other programs, or lift this shell's limit (ulimit -v)", status: .unavailable)
  }

  private static func fail(_ error: KeyFileError, _ path: String, _ use: Use) -> Never {
    switch error {
    case .notAKeyFile:
      Terminal.fail(
        "\(path) is not a key file", hint: "callreel key new makes one", status: .badData)
    case .publicKeyOnly:
      Terminal.fail(
        "\(path) holds a public key only", hint: "name the file of the private key",
        status: .badData)
    case .needsPassphrase:
      Terminal.fail("the key needs its passphrase", hint: "give --passphrase-file")
    case .wrongPassphrase:
      Terminal.fail(
        "the passphrase does not open the key", hint: "try again", status: .notAllowed)
    case .wrongKind(let kind):
      switch use {
      case .signing:
        Terminal.fail(
          "a \(kind.name) key signs no orders and no lists", hint: "use the controller's key",
          status: .notAllowed)
      case .auditing:
        Terminal.fail(
          "a \(kind.name) key opens no list of draws",
          hint: "give the controller's and the council's", status: .notAllowed)
      case .own:
        Terminal.fail(
          "\(path) holds a \(kind.name) key", hint: "callreel key own remove makes room for yours",
          status: .notAllowed)
      case .opening, .showing:
        Terminal.fail(
          "a \(kind.name) key opens no clip", hint: "use a trainer's, recovery or employee's key",
          status: .notAllowed)
      }
    case .unknownVersion(let version):
      Terminal.fail(
        "\(path) has version \(version), which is not known", hint: "use a newer callreel",
        status: .badData)
    case .tooLittleMemory: failForMemory()
    case .damaged:
      Terminal.fail(
        "\(path) is damaged", hint: "restore it from your safe copy", status: .badData)
    }
  }
}
