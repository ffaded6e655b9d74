import ArgumentParser
import ClipFormat
import ClipSealing
import LinuxSystem

/// `callreel key`: makes and shows keys, and says whose keys count.
struct KeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Make and show keys, pass clips on, list workstations.",
    subcommands: [
      KeyNewCommand.self, KeyShowCommand.self, KeyOwnCommand.self, KeyRewrapCommand.self,
      KeyWorkstationsCommand.self,
    ])
}

/// `callreel key new`.
struct KeyNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Make a private key in a new file and print its public key.",
    discussion: """
      The public key goes into the policy; the file stays with its owner. KIND is trainer, \
      recovery, controller, employee, workstation or council. The passphrase is asked for at the \
      terminal unless an option says otherwise.
      """)

  @Argument(help: "The file to make; it must not exist.") var file: String
  @Option(help: "Whose key it is.") var kind: String
  @Option(help: "A file whose first line is the passphrase; '-': standard input.")
  var passphraseFile: String?
  @Flag(help: "Whoever reads the file has the key.") var noPassphrase = false

  func validate() throws {
    guard passphraseFile == nil || !noPassphrase else {
      throw ValidationError("--passphrase-file and --no-passphrase exclude each other")
    }
  }

  func run() throws {
    try Hardening.begin()
    guard let kind = KeyKind(name: kind) else {
      Terminal.fail(
        "there is no such kind of key",
        hint: "one of \(KeyKind.allCases.map(\.name).joined(separator: ", "))", status: .usage)
    }
    // It lies on the machine that films: without a passphrase the machine could open its clips.
    guard kind != .employee || !noPassphrase else {
      Terminal.fail(
        "an employee's key needs a passphrase", hint: "leave --no-passphrase out", status: .usage)
    }
    guard !Files.exists(file) else {
      Terminal.fail("\(file) exists already", hint: "name a file that does not")
    }
    let key = PrivateKey.generate(kind: kind)
    let text =
      noPassphrase
      ? key.encode() : KeyFile.wrapped(key, by: Passphrase.choose(file: passphraseFile))
    do throws(SystemError) {
      try Files.create(path: file, text, mode: 0o600)
    } catch {
      Terminal.fail("\(file) cannot be made: \(error.message)", hint: "name another place")
    }
    Terminal.result(key.publicKey.text)
  }
}

/// `callreel key show`.
struct KeyShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Print the public key of a key file.")

  @Argument(help: "A file with a private or a public key.") var file: String
  @Option(help: "A file whose first line is the passphrase; '-': standard input.")
  var passphraseFile: String?

  func run() throws {
    try Hardening.begin()
    let key = PublicKeyArgument.key(ofFile: file, passphraseFile: passphraseFile)
    Terminal.message("\(key.kind.name) key, fingerprint \(key.fingerprint)")
    Terminal.result(key.text)
  }
}
