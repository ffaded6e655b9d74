import CallPolicy
import ClipSealing
import Configuration
import LinuxSystem
import Patterns
import Testing
import Timeline

@Suite("Loading a configuration") struct ConfigurationTests {
  @Test("the shipped example loads whole") func example() throws {
    let directory = try ExampleDirectory()
    let loaded = try directory.load()
    let policy = loaded.policy
    #expect(policy.controller.name == "Example Assurances SA")
    #expect(policy.campaign.ends == CalendarDay("2026-12-31"))
    #expect(policy.justification.necessity.text(in: .dutch).hasPrefix("het schadescherm"))
    #expect(policy.queues.map(\.name) == ["claims", "disputes"])
    #expect(policy.queues[0].informedInbound && !policy.queues[0].informedOutbound)
    #expect(policy.queues[1].evidence && !policy.queues[1].flagged)
    #expect(policy.windows.map(\.area) == [.document, .window])
    #expect(policy.windows[1].title?.text == "* - Example CRM")
    #expect(policy.sensitive.count == 2)
    #expect(policy.privateSwitch.hotkey == "Control+Alt+p")
    #expect(policy.sources.map(\.kind) == [.baresip(address: "127.0.0.1:4444")])
    #expect(policy.sampling.share == 0.1)
    #expect(loaded.customers.count == 3)
    #expect(loaded.seeds == directory.seeds)
    #expect(loaded.controllerKey == directory.controller)
    #expect(
      loaded.recipients.map(\.key) == [directory.trainer, directory.notary, directory.council])
    #expect(loaded.enrolment?.trainers == ["Jeanne Martin"])
    #expect(directory.faults.isEmpty)
  }

  @Test("what may be left out has the value that the page names") func defaults() throws {
    let directory = try ExampleDirectory()
    var text = try directory.read("policy.toml")
    for section in ["video", "redaction", "retention", "access", "indicator", "private"] {
      let start = try #require(text.range(of: "[\(section)]"))
      let end = text[start.upperBound...].range(of: "\n[")?.lowerBound ?? text.endIndex
      text.removeSubrange(start.lowerBound..<end)
    }
    try directory.write("policy.toml", text)
    let policy = try directory.load().policy
    #expect(policy.video == Policy.Video(rate: 15, segmentSeconds: 10, shortestClipSeconds: 5))
    #expect(policy.redaction.lookbackMilliseconds == 1000)
    #expect(policy.retention.clipDays == 30)
    #expect(!policy.access.export)
    #expect(policy.indicator.banner == .auto)
    #expect(policy.privateSwitch.hotkey == nil)
  }

  @Test("who has no file is not enrolled", arguments: ["bob", "", ".alice", "../people/alice"])
  func stranger(login: String) throws {
    #expect(try ExampleDirectory().load(login: login).enrolment == nil)
  }

  @Test("without a directory or a policy nothing is recorded, and that is told apart")
  func noPolicy() throws {
    let directory = try ExampleDirectory()
    try Files.remove(directory.path + "/policy.toml")
    let error = #expect(throws: ConfigurationError.self) { try directory.load() }
    #expect(error?.kind == .noPolicy)
    let missing = #expect(throws: ConfigurationError.self) {
      try Configuration.load(directory: directory.path + "/none", login: "alice")
    }
    #expect(missing?.kind == .noPolicy)
  }

  @Test("the hash changes with every byte of the policy, and with nothing else") func hash() throws
  {
    let directory = try ExampleDirectory()
    let first = try directory.load().policyHash
    let bytes = Array(try directory.read("policy.toml").utf8)
    let length = [UInt8(0), 0, UInt8(bytes.count >> 8), UInt8(bytes.count & 0xFF)]
    let framed = [0, 0, 0, 17] + Array("callreel policy 1".utf8) + length + bytes
    #expect(first == Digest.blake2b256(framed))
    try directory.write("customers.txt", "+33199001239\n")
    #expect(try directory.load().policyHash == first)
    try directory.write("policy.toml", try directory.read("policy.toml") + "\n")
    #expect(try directory.load().policyHash != first)
  }

  @Test("a number of the never-list is found by its keyed hash") func never() throws {
    let directory = try ExampleDirectory()
    let never = try #require(PhoneNumber(e164: "+33199001234"))
    let other = try #require(PhoneNumber(e164: "+33199001235"))
    #expect(try !directory.load().isNever(never))
    let key = SecretBytes.random(count: 32)
    try directory.write("never.key", ExampleDirectory.hexadecimal(key.revealed))
    try directory.write("never.txt", "# staff\n\n\(NeverList.entry(for: never, key: key))\n")
    try directory.edit("policy.toml", "# never = ", "never = ")
    try directory.edit("policy.toml", "# never_key", "never_key")
    let loaded = try directory.load()
    #expect(loaded.never?.count == 1)
    #expect(loaded.isNever(never))
    #expect(!loaded.isNever(other))
  }

  @Test("clips go to the enrolled trainers and to recovery, while their keys last")
  func recipients() throws {
    let directory = try ExampleDirectory()
    let loaded = try directory.load()
    let last = try #require(CalendarDay("2026-12-31"))
    #expect(
      loaded.recipients(on: last).map(\.name)
        == ["Jeanne Martin", "Office of the notary", "Works council"])
    #expect(try Configuration.recipients(directory: directory.path) == loaded.recipients)
    #expect(loaded.recipients(on: last + 1).isEmpty)
    #expect(try directory.load(login: "bob").recipients(on: last).isEmpty)
  }
}

extension String {
  fileprivate func range(of text: String) -> Range<Index>? { self[...].range(of: text) }
}

extension Substring {
  fileprivate func range(of text: String) -> Range<Index>? { ranges(of: text).first }
}
