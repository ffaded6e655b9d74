import ClipFormat
import ClipSealing
import LinuxSystem

/// A private key in a file, as commands take it.
enum KeyFile {
  /// Kinds whose keys open clips.
  static let opening = KeyKind.allCases.filter(\.opensClips)
  private static let longest = 65_536

  /// The bytes of a key file; others who can read it are told of.
  static func bytes(_ path: String) -> [UInt8] {
    do throws(SystemError) {
      return try Files.read(path: path, limit: longest)
    } catch {
      Terminal.fail("the key file cannot be read: \(error.message)", hint: "look at \(path)")
    }
  }

  /// Reads a private key; asks for the passphrase where it needs one and no file was given.
  static func read(_ path: String, passphraseFile: String?, kinds: [KeyKind]) -> PrivateKey {
    let text = bytes(path)
    let passphrase = passphraseFile.map { Passphrase.read(file: $0) }
    do throws(KeyFileError) {
      let key = try PrivateKey.read(text: text, passphrase: passphrase, kinds: kinds)
      warnOfOtherReaders(path)
      return key
    } catch .needsPassphrase {
      do throws(KeyFileError) {
        return try PrivateKey.read(
          text: text, passphrase: Passphrase.ask("passphrase of \(path): "), kinds: kinds)
      } catch {
        fail(error, path)
      }
    } catch {
      fail(error, path)
    }
  }

  private static func warnOfOtherReaders(_ path: String) {
    guard let status = try? Files.status(path: path), status.isRegular, status.mode & 0o077 != 0
    else { return }
    Terminal.message("others than you may read this private key", hint: "chmod 600 \(path)")
  }

  private static func fail(_ error: KeyFileError, _ path: String) -> Never {
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
      Terminal.fail("the passphrase does not open \(path)", hint: "try again", status: .notAllowed)
    case .wrongKind(let kind):
      Terminal.fail(
        "a \(kind.name) key opens no clip", hint: "use a trainer's, recovery or employee's key",
        status: .notAllowed)
    case .unknownVersion(let version):
      Terminal.fail(
        "\(path) has version \(version), which is not known", hint: "use a newer callreel",
        status: .badData)
    case .damaged:
      Terminal.fail(
        "\(path) is damaged", hint: "restore it from your safe copy", status: .badData)
    }
  }
}
