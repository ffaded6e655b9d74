import CallPolicy
import ClipFormat
import ClipSealing
import Configuration
import LinuxSystem
import Testing
import Timeline

/// The example of `packaging/example`, with keys and seeds made for it, in a directory of its own.
final class ExampleDirectory {
  let path: String
  let controller = PrivateKey.generate(kind: .controller).publicKey
  let trainer = PrivateKey.generate(kind: .trainer).publicKey
  let notary = PrivateKey.generate(kind: .recovery).publicKey
  let council = PrivateKey.generate(kind: .recovery).publicKey
  let seeds: [[UInt8]] = [RandomBytes.make(32), RandomBytes.make(32)]

  init() throws {
    path = try Files.makeTemporaryDirectory(below: "/tmp", prefix: "callreel-configuration-")
    try Files.makeDirectories(path + "/people")
    for file in ["policy.toml", "customers.txt", "people/alice.toml"] {
      try write(file, try Self.shipped(file))
    }
    try edit("policy.toml", "callreel-key-of-the-controller", controller.text)
    try edit("policy.toml", "callreel-key-of-jeanne-martin", trainer.text)
    try edit("policy.toml", "callreel-key-of-the-notary", notary.text)
    try edit("policy.toml", "callreel-key-of-the-works-council", council.text)
    for (party, seed) in zip(["controller", "council"], seeds) {
      try write("seed.\(party)", Self.hexadecimal(seed) + "\n")
      try edit(
        "policy.toml", "BLAKE2b-256-of-the-\(party)'s-seed",
        Self.hexadecimal(Digest.blake2b256(seed)))
    }
  }

  deinit { try? Files.removeTree(path) }

  func load(login: String = "alice") throws(ConfigurationError) -> LoadedConfiguration {
    try Configuration.load(directory: path, login: login)
  }

  /// Each thing that is wrong, as an administrator reads it.
  var faults: [String] { Configuration.faults(directory: path).map(\.description) }

  func write(_ file: String, _ text: String, mode: UInt32 = 0o600) throws {
    try Files.replace(path: path + "/" + file, Array(text.utf8), mode: mode)
  }

  func read(_ file: String) throws -> String {
    String(decoding: try Files.read(path: path + "/" + file, limit: 1 << 20), as: UTF8.self)
  }

  /// Replaces the one place that says `old`.
  func edit(_ file: String, _ old: String, _ new: String) throws {
    let parts = try read(file).components(around: old)
    try #require(parts.count == 2, "\(file) says \(old) \(parts.count - 1) times")
    try write(file, parts.joined(separator: new))
  }

  /// Moves the campaign, with all days that depend on it, to where today is its second day.
  func holdToday() throws {
    let now = CalendarDay(unixSeconds: Clock.unixSeconds)
    guard let starts = CalendarDay("2026-11-01") else { return }
    for file in ["policy.toml", "people/alice.toml"] {
      var text = try read(file)
      // Each day once, the ones that are written first.
      for days in Array(-90...90) {
        let old = (starts + days).text
        text = text.replacing(" = \(old)", with: " = @\((now - 1 + days).text)")
      }
      try write(file, text.replacing(" = @", with: " = "))
    }
  }

  static func shipped(_ file: String) throws -> String {
    let root = #filePath.components(around: "/Tests/ConfigurationTests/")[0]
    let bytes = try Files.read(path: root + "/packaging/example/" + file, limit: 1 << 20)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

extension String {
  func components(around separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }

  /// The line, from 1, on which `text` first occurs.
  func line(of text: String) -> Int? {
    ranges(of: text).first.map { utf8[..<$0.lowerBound].count { $0 == UInt8(ascii: "\n") } + 1 }
  }
}
