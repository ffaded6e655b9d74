import ClipSealing
import LinuxSystem

/// Where the words come from that protect a private key; they lie in guarded memory only.
enum Passphrase {
  private static let longest = 4_096
  /// Of one that is new, in characters.
  private static let shortest = 8

  /// The first line of a file; `-` is the next line of standard input.
  static func read(file: String) -> SecretBytes {
    if file == "-" { return line(from: StandardStream.input.rawValue) }
    let source = InputFile.open(file, what: "the passphrase file")
    return line(from: source.rawValue)
  }

  private static func line(from descriptor: Int32) -> SecretBytes {
    guard let line = SecretBytes.line(from: descriptor, limit: longest), line.count > 0 else {
      Terminal.fail("the passphrase is empty, or far too long", status: .badData)
    }
    return line
  }

  /// Asks at the terminal, without showing what is typed.
  static func ask(_ prompt: String) -> SecretBytes {
    do throws(SystemError) {
      let typed = try SecretLine.ask(prompt) { terminal in
        SecretBytes.line(from: terminal, limit: longest, mustEnd: true)
      }
      guard let line = consume typed else { Terminal.fail("interrupted") }
      guard line.count > 0 else { Terminal.fail("the passphrase is empty", status: .badData) }
      return line
    } catch {
      Terminal.fail(
        "there is no terminal to ask for the passphrase", hint: "give --passphrase-file",
        status: .usage)
    }
  }

  /// A passphrase that is new: from a file, or asked for twice at the terminal.
  static func choose(file: String?) -> SecretBytes {
    let passphrase: SecretBytes
    if let file { passphrase = read(file: file) } else { passphrase = askTwice() }
    guard passphrase.characterCount >= shortest else {
      Terminal.fail(
        "the passphrase has fewer than \(shortest) characters",
        hint: "several words are hard to guess and easy to keep", status: .badData)
    }
    return passphrase
  }

  private static func askTwice() -> SecretBytes {
    let first = ask("new passphrase: ")
    guard ask("once more: ").isEqual(to: first) else {
      Terminal.fail("the two passphrases differ", hint: "nothing was made; try again")
    }
    return first
  }
}
