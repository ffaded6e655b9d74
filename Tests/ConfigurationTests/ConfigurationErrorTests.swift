import ClipFormat
import Configuration
import Glibc
import LinuxSystem
import Testing

@Suite("Wrong configurations") struct ConfigurationErrorTests {
  @Test("a wrong value is named with file, line, key and rule", arguments: BrokenFile.values)
  func values(broken: BrokenFile) throws {
    let directory = try ExampleDirectory()
    try directory.edit(broken.file, broken.old, broken.new)
    let shown = broken.new.components(around: "\n").last ?? ""
    let line = try #require(try directory.read(broken.file).line(of: shown))
    #expect(directory.faults == ["\(broken.file):\(line): \(broken.sentence)"])
    let error = #expect(throws: ConfigurationError.self) { try directory.load() }
    #expect(error?.description == directory.faults.first)
    #expect(error?.kind == .invalid)
  }

  @Test("a missing duty is named with its rule and the table's line", arguments: BrokenFile.duties)
  func duties(broken: BrokenFile) throws {
    let directory = try ExampleDirectory()
    try directory.edit(broken.file, broken.old, "")
    let line = broken.new.isEmpty ? nil : try directory.read(broken.file).line(of: broken.new)
    let place = line.map { "\(broken.file):\($0)" } ?? broken.file
    #expect(directory.faults == ["\(place): \(broken.sentence)"])
  }

  @Test("an empty policy is asked for each section once") func empty() throws {
    let directory = try ExampleDirectory()
    try directory.write("policy.toml", "")
    #expect(
      directory.faults.map { $0.components(around: ": ")[1] } == [
        "purpose", "controller", "justification", "notice", "campaign", "calls", "sampling",
        "store",
      ])
  }

  @Test("all errors of a policy are told at once") func several() throws {
    let directory = try ExampleDirectory()
    try directory.edit("policy.toml", "rate = 15", "rate = 60")
    try directory.edit("policy.toml", "clips = 30 ", "clips = 300 ")
    #expect(directory.faults.count == 2)
  }

  @Test("a key of the wrong kind or a private key is refused") func keys() throws {
    let directory = try ExampleDirectory()
    let trainer = directory.trainer.text
    try directory.edit("policy.toml", trainer, directory.controller.text + "x")
    #expect(
      directory.faults.first?.hasSuffix(
        "recipient.key: is not a key (F10): what callreel key show prints") == true)
    try directory.edit("policy.toml", directory.controller.text + "x", "callreel-private-key-abc")
    #expect(directory.faults.first?.contains("recipient.key: is a private key (F10)") == true)
    try directory.edit("policy.toml", directory.controller.text, trainer)
    #expect(
      directory.faults.first?.hasSuffix(
        "controller.key: is a trainer's key, not a controller's (N14)") == true)
  }

  @Test("one recovery key alone is refused by its line") func loneRecoveryKey() throws {
    let directory = try ExampleDirectory()
    try directory.edit(
      "policy.toml", "name = \"Works council\"\nrole = \"recovery\"",
      "name = \"Works council\"\nrole = \"trainer\"")
    let line =
      try #require(
        directory.read("policy.toml").line(of: "Office of the notary")) + 1
    #expect(
      directory.faults == [
        "policy.toml:\(line): recipient.role: is the only recovery key, and opens nothing alone "
          + "(F10): the keys of two holders, or none"
      ])
  }

  @Test("a seed that was not promised is refused") func seed() throws {
    let directory = try ExampleDirectory()
    try directory.write("seed.council", String(repeating: "ab", count: 32))
    let line = try #require(try directory.read("policy.toml").line(of: "seed.council"))
    #expect(
      directory.faults == [
        "policy.toml:\(line): sampling.seeds.commitment: is not the commitment of the seed (N3)"
      ])
    try directory.write("seed.council", "abcd")
    #expect(directory.faults == ["seed.council: does not hold 64 hexadecimal digits (N3)"])
    try Files.remove(directory.path + "/seed.council")
    #expect(directory.faults == ["seed.council: does not exist (N3)"])
  }

  @Test("a file that others can change is refused") func permissions() throws {
    let directory = try ExampleDirectory()
    let customers = try directory.read("customers.txt")
    for mode: UInt32 in [0o620, 0o602] {
      try directory.write("customers.txt", customers)
      try FileMode.set(mode, directory.path + "/customers.txt")
      #expect(directory.faults == ["customers.txt: others can write it: chmod go-w on it"])
    }
    try FileMode.set(0o644, directory.path + "/customers.txt")
    #expect(directory.faults.isEmpty)
    try FileMode.set(0o644, directory.path + "/people/alice.toml")
    #expect(
      directory.faults == ["people/alice.toml: everybody can read it (N10): chmod o= on it"])
    try FileMode.set(0o640, directory.path + "/people/alice.toml")
    try FileMode.set(0o777, directory.path + "/people")
    #expect(throws: ConfigurationError.self) { try directory.load() }
    try FileMode.set(0o755, directory.path + "/people")
    try FileMode.set(0o777, directory.path)
    #expect(directory.faults.first?.hasSuffix("others can write it: chmod go-w on it") == true)
  }

  @Test("a person's file is that person's alone", .enabled(if: Account.userNumber == 0))
  func readers() throws {
    let directory = try ExampleDirectory()
    let person = try #require(Login("daemon"))
    let file = directory.path + "/people/daemon.toml"
    let text = try directory.read("people/alice.toml")
    try directory.write("people/daemon.toml", text.replacing("alice", with: "daemon"))
    try #require(chown(file, 0, person.user) == 0)
    try FileMode.set(0o640, file)
    #expect(directory.faults.isEmpty)
    try #require(chown(file, 0, 0) == 0)
    #expect(
      directory.faults == [
        "people/daemon.toml: its group can read it (N10): chgrp it to the person's own group, or "
          + "chmod g= on it"
      ])
    try FileMode.set(0o600, file)
    #expect(directory.faults.isEmpty)
  }

  @Test("a login that several people use is refused") func sharedLogin() throws {
    let directory = try ExampleDirectory()
    let text = try directory.read("people/alice.toml")
    try directory.write("people/kiosk-2.toml", text.replacing("alice", with: "kiosk-2"))
    #expect(
      directory.faults == [
        "people/kiosk-2.toml:4: employee: is a login that several people use (F7): a login for "
          + "each person"
      ])
  }

  @Test("bytes that are no text are refused") func bytes() throws {
    let directory = try ExampleDirectory()
    let text = Array(try directory.read("policy.toml").utf8)
    let path = directory.path + "/policy.toml"
    try Files.replace(path: path, Array("purpose = \"training\"\n".utf8) + [0] + text)
    #expect(directory.faults == ["policy.toml:2: holds a zero byte"])
    try Files.replace(path: path, text + [0xFF])
    #expect(directory.faults == ["policy.toml: is not UTF-8"])
    try Files.replace(path: path, [UInt8](repeating: 35, count: 1 << 20 + 1))
    #expect(directory.faults == ["policy.toml: is longer than 1048576 bytes"])
    try Files.remove(path)
    try Files.makeDirectories(path)
    #expect(directory.faults == ["policy.toml: is not a file"])
  }

  @Test("no sentence quotes a number, a name or a key") func privacy() throws {
    let directory = try ExampleDirectory()
    try directory.edit("customers.txt", "+33261910005", "+33261910005x")
    try directory.edit("policy.toml", directory.trainer.text, directory.trainer.text + "x")
    try directory.edit(
      "policy.toml", "until = 2026-12-31\n\n[[recipient]]", "until = \"Jeanne\"\n\n[[recipient]]")
    let faults = directory.faults.joined()
    for secret in ["261910005", "Jeanne", directory.trainer.text] {
      #expect(!faults.contains(secret))
    }
  }
}
