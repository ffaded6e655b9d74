import ClipSealing
import LinuxSystem

/// Where the words come from that protect a private key.
enum Passphrase {
  private static let longest = 4_096
  /// Of one that is new, in characters.
  private static let shortest = 8

  /// The first line of a file; `-` is the next line of standard input.
  static func read(file: String) -> [UInt8] {
    let line: [UInt8]
    if file == "-" {
      line = Terminal.nextLine()
    } else {
      line = Array(
        InputFile.bytes(file, limit: longest, what: "the passphrase file")
          .prefix { $0 != UInt8(ascii: "\n") })
    }
    guard !line.isEmpty else {
      Terminal.fail("the passphrase is empty", status: .badData)
    }
    return line
  }

  /// Asks at the terminal, without showing what is typed.
  static func ask(_ prompt: String) -> [UInt8] {
    do throws(SystemError) {
      guard let line = try SecretLine.ask(prompt) else { Terminal.fail("interrupted") }
      guard !line.isEmpty else { Terminal.fail("the passphrase is empty", status: .badData) }
      return line
    } catch {
      Terminal.fail(
        "there is no terminal to ask for the passphrase", hint: "give --passphrase-file",
        status: .usage)
    }
  }

  /// A passphrase that is new: from a file, or asked for twice at the terminal.
  static func choose(file: String?) -> [UInt8] {
    let passphrase = file.map { read(file: $0) } ?? askTwice()
    guard String(decoding: passphrase, as: UTF8.self).count >= shortest else {
      Terminal.fail(
        "the passphrase has fewer than \(shortest) characters",
        hint: "several words are hard to guess and easy to keep", status: .badData)
    }
    return passphrase
  }

  private static func askTwice() -> [UInt8] {
    let first = ask("new passphrase: ")
    guard ask("once more: ") == first else {
      Terminal.fail("the two passphrases differ", hint: "nothing was made; try again")
    }
    return first
  }
}
