import ArgumentParser
import ByteCoding
import CallPolicy
import ClipSealing
import Configuration
import LinuxSystem

/// `callreel policy hash`: the line of a number that is never recorded (F11).
struct PolicyHashCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hash", abstract: "Print the line of the never-list for a number.",
    discussion: """
      Give the number as '-' and write it to standard input, so that it stands in no process list; \
      each line of standard input is then a number. The key file holds 64 hexadecimal digits and \
      is made where it does not exist.
      """)

  @Argument(help: "'-', or a number as the telephones of the site show it.") var number: String
  @Option(help: "The file that calls.never_key names.") var key: String
  @Option(help: "The country that national numbers are dialled in, as calls.country.")
  var country = Country.france.name

  func run() throws {
    try Hardening.begin()
    guard let country = Country(country) else {
      Terminal.fail(
        "--country is not a country of the table",
        hint: Country.all.map(\.name).joined(separator: " "), status: .usage)
    }
    let key = readKey()
    guard number == "-" else { return print(number, 1, country, key) }
    var line = 0
    while let text = nextLine() {
      line += 1
      if !text.isEmpty { print(text, line, country, key) }
    }
    guard line > 0 else {
      Terminal.fail("standard input has no number", status: .usage)
    }
  }

  /// A wrong number is named by its line only (P10).
  private func print(
    _ text: String, _ line: Int, _ country: Country, _ key: borrowing SecretBytes
  ) {
    guard case .known(let number) = CallerNumber(text, in: country) else {
      Terminal.fail(
        "line \(line) is not a telephone number",
        hint: "E.164, as +33 and nine digits, or as it is dialled in \(country.name)",
        status: .badData)
    }
    Terminal.result(NeverList.entry(for: number, key: key))
  }

  private func nextLine() -> String? {
    guard let line = Terminal.lineOrEnd() else { return nil }
    return String(decoding: line, as: UTF8.self)
  }

  private func readKey() -> SecretBytes {
    if !Files.exists(key) {
      let fresh = Hexadecimal.encode(RandomBytes.make(Digest.byteCount)) + "\n"
      InputFile.create(key, Array(fresh.utf8), mode: 0o600)
      Terminal.message("made \(key)")
    }
    let text = InputFile.bytes(key, limit: 4096, what: "the key file")
    let digits = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard digits.count == 1, let bytes = Hexadecimal.decode(digits[0]),
      bytes.count == Digest.byteCount
    else {
      Terminal.fail(
        "\(key) does not hold 64 hexadecimal digits", hint: "name another file: it is made",
        status: .badData)
    }
    return SecretBytes(copying: bytes)
  }
}
