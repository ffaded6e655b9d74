import LinuxSystem
import TestSupport
import Testing

@Suite("The manual page of callreel") struct ManualTests {
  private static let commands = [
    [], ["demo"], ["call"], ["private"], ["status"], ["notice"], ["journal"], ["policy", "check"],
    ["policy", "decide"], ["policy", "hash"], ["policy", "report"], ["policy", "audit", "check"],
    ["policy", "audit", "export"], ["key", "new"],
    ["key", "show"], ["key", "own", "new"], ["key", "own", "passphrase"], ["key", "own", "show"],
    ["key", "own", "remove"], ["key", "rewrap", "order"], ["key", "rewrap", "perform"],
    ["key", "workstations", "sign"], ["key", "workstations", "show"], ["clip", "list"],
    ["clip", "info"], ["clip", "verify"], ["clip", "open"], ["clip", "export"],
    ["clip", "fetch"], ["clip", "done"], ["store", "access-log"],
    ["request"], ["store", "requests"], ["store", "answer"],
    ["store", "affected"], ["store", "request"],
    ["redaction", "check"], ["doctor"],
    ["store", "sweep"], ["store", "erase"], ["store", "find"], ["store", "restrict"],
    ["store", "unrestrict"], ["store", "draws"], ["store", "order"],
  ]

  /// The long options in a text.
  private func options(in text: String) -> Set<String> {
    var found: Set<String> = []
    for word in text.split(whereSeparator: { !($0.isLetter || $0 == "-") })
    where word.hasPrefix("--") && word.count > 3 {
      found.insert(String(word))
    }
    return found
  }

  private func page() throws -> String {
    let root = (0..<3).reduce(#filePath) { path, _ in Files.parent(of: path) }
    return String(
      decoding: try Files.read(path: root + "/man/callreel.1", limit: 1 << 20), as: UTF8.self)
  }

  private func help(_ command: [String]) throws -> String {
    let bytes = try TestProgram.output(
      of: "callreel", command + ["--help"], environment: Account.environment)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("has every option of the commands, and no other") func options() throws {
    var known: Set<String> = []
    for command in Self.commands { known.formUnion(options(in: try help(command))) }
    known.remove("--help")
    let named = options(in: try page().replacing("Fl -", with: "--"))
    #expect(named == known)
  }

  @Test("names every command") func commands() throws {
    let page = try page()
    for command in Self.commands {
      #expect(page.contains(".Cm " + (command.first ?? "")), "\(command)")
    }
  }

  @Test("tells of the version that the packages have") func version() throws {
    let said = try TestProgram.output(
      of: "callreel", ["--version"], environment: Account.environment)
    let root = (0..<3).reduce(#filePath) { path, _ in Files.parent(of: path) }
    let log = try Files.read(path: root + "/packaging/debian/changelog", limit: 1 << 20)
    let entry = String(decoding: log, as: UTF8.self).split(separator: "\n").first ?? ""
    let version = String(decoding: said, as: UTF8.self).filter { !$0.isNewline }
    #expect(entry.hasPrefix("callreel (\(version)) "))
  }
}
