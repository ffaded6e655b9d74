import ClipFormat
import ClipSealing

/// A public key as an argument: its text, or a file that holds it or its private key.
///
/// `-` is either of them, read from standard input.
enum PublicKeyArgument {
  /// Ends the program unless it is a key of one of these kinds.
  ///
  /// `refusal` says what a key of another kind is not good for.
  static func read(_ argument: String, kinds: [KeyKind], refusal: String) -> PublicKey {
    let argument = Terminal.argument(argument, asking: "public key")
    let key = argument.hasPrefix(PublicKey.prefix) ? parsed(argument) : key(ofFile: argument)
    guard kinds.contains(key.kind) else {
      Terminal.fail(
        "a \(key.kind.name) key \(refusal)",
        hint: "use one of kind \(kinds.map(\.name).joined(separator: " or "))", status: .badData)
    }
    return key
  }

  /// The public key in a file; a private key's file has it too.
  static func key(ofFile path: String, passphraseFile: String? = nil) -> PublicKey {
    let text = String(decoding: KeyFile.bytes(path), as: UTF8.self)
    let words = text.split(whereSeparator: \.isWhitespace)
    if words.count == 1, words[0].hasPrefix(PublicKey.prefix) { return parsed(String(words[0])) }
    return KeyFile.read(path, passphraseFile: passphraseFile, for: .showing).publicKey
  }

  /// One who opens clips, or both recovery holders; `option` is what they were given with.
  static func recipient(_ arguments: [String], option: String) -> SealingRecipient {
    let keys = arguments.map {
      read($0, kinds: KeyKind.allCases.filter(\.opensClips), refusal: "opens no clip")
    }
    if keys.count == 1, keys[0].kind.opensAlone { return .single(keys[0]) }
    guard keys.count == 2, let pair = RecoveryPair(keys[0], keys[1]) else {
      Terminal.fail(
        "a recovery key alone opens no clip",
        hint: "give \(option) once, or twice with both recovery keys", status: .usage)
    }
    return .recoveryPair(pair)
  }

  private static func parsed(_ text: String) -> PublicKey {
    do throws(KeyError) {
      return try PublicKey(text: text)
    } catch {
      let what =
        switch error {
        case .unknownVersion(let version): "has version \(version), which is not known"
        case .unknownKind: "is of a kind that is not known"
        case .notAKey, .privateKey, .mistyped: "is mistyped"
        }
      Terminal.fail(
        "the public key \(what)", hint: "it is what callreel key show prints", status: .badData)
    }
  }
}
