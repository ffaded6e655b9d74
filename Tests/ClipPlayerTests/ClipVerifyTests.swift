import ClipFormat
import ClipSealing
import LinuxSystem
import Testing
import Timeline

@Suite("callreel clip verify") struct ClipVerifyTests {
  @Test("says what is proved without a key and with one") func proved() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let plain = try Command.run(["clip", "verify", "--store", "dir:" + store.store])
    #expect(plain.end == .exited(0) && plain.error.isEmpty)
    #expect(plain.lines.first == "ok     \(clip.clip.text)  crm \(clip.day.text)")
    let picture = plain.lines.count > 1 ? plain.lines[1] : ""
    #expect(picture.contains("███▒▒▒") && picture.contains("██╳  0:00 … 0:06"))
    #expect(plain.output.contains("no film from 0:02.000 to 0:05.000: paused"))
    #expect(
      plain.output.contains("at most 67 ms between two looks") && !plain.output.contains("hold"))
    #expect(!plain.output.contains("with the key"))

    let keyed = try store.run(["clip", "verify", String(clip.clip.text.prefix(5))])
    #expect(keyed.end == .exited(0))
    #expect(keyed.output.contains("no film from 0:02.000 to 0:05.000: hold"))
    #expect(
      keyed.output.contains("made by workstation \(store.workstation.publicKey.fingerprint)"))
    for secret in ["alice", "Jeanne", "+336", "claims"] {
      #expect(!keyed.output.contains(secret))
    }
  }

  @Test("without a clip all are looked at, those of others as without a key") func all() throws {
    let store = try SampleStore()
    let own = try store.makeClip()
    let other = try store.makeClip(of: "bob")
    let result = try store.run(["clip", "verify"])
    #expect(result.end == .exited(0) && result.error == store.firstMeeting)
    for clip in [own, other] { #expect(result.output.contains("ok     \(clip.clip.text)")) }
    #expect(result.output.split(separator: "with the key").count == 2)
    let stranger = store.path + "/stranger.key"
    let made = try Command.run(["key", "new", stranger, "--kind", "trainer", "--no-passphrase"])
    #expect(made.end == .exited(0))
    let words = ["clip", "verify", "--store", "dir:" + store.store, "--key", stranger]
    let keyless = try Command.run(words)
    #expect(keyless.end == .exited(0) && !keyless.output.contains("with the key"))
    expectRefusal(try Command.run(words + [own.clip.text]), 77, "not sealed to this key")
    try Files.makeDirectories(store.store + "/crm/2026-01-01/" + String(repeating: "a", count: 26))
    let empty = try Command.run(words)
    #expect(empty.end == .exited(65) && empty.output.contains("opening: missing"))
    #expect(empty.output.contains("ok     \(own.clip.text)"))
  }

  @Test("a terminal without UTF-8 gets plain characters") func ascii() throws {
    let store = try SampleStore()
    _ = try store.makeClip()
    let words = ["clip", "verify", "--store", "dir:" + store.store]
    let result = try Command.run(words, environment: ["LC_ALL=C"])
    #expect(result.end == .exited(0))
    #expect(result.output.utf8.allSatisfy { $0 < 128 } && result.output.contains("##---"))
  }

  enum Damage: String, CaseIterable {
    case truncated, missing, lastMissing, swapped, changed, noClosing, noKey, noOpening, moved
  }

  @Test("names the object and the check that failed", arguments: Damage.allCases)
  func damage(_ damage: Damage) throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let whole = try store.makeClip()
    let words = ["clip", "verify", "--store", "dir:" + store.store]
    let fault = try inflict(damage, on: clip, in: store)
    let result = try Command.run(words + [clip.clip.text])
    #expect(result.end == .exited(65), "\(result)")
    #expect(result.lines.first == "fault  \(clip.clip.text)")
    #expect(result.lines.last?.contains("       \(fault): ") == true, "\(result.output)")
    expectRefusal(result, 65, "one clip is not as it was made")
    // The others are still looked at.
    #expect(try Command.run(words).output.contains("ok     \(whole.clip.text)"))
  }

  @Test("JSON has the fault in parts") func faultAsJSON() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    try Files.remove(store.file("closing", of: clip))
    let result = try Command.run(["clip", "verify", "--json", "--store", "dir:" + store.store])
    #expect(
      result.output == """
        {"clip":"\(clip.clip.text)","ok":false,"object":"closing","layer":"missing",\
        "what":"the object is missing"}

        """)
    #expect(result.end == .exited(65))
  }

  @Test(
    "a clip that is not finished is called open, and told of after two days", arguments: [2, 3])
  func open(daysAgo: Int) throws {
    let store = try SampleStore()
    let clip = try store.makeClip(daysAgo: daysAgo)
    for name in ["closing", "00002.segment", "key.\(store.trainer.publicKey.fingerprint)"] {
      try Files.remove(store.file(name, of: clip))
    }
    let isLate = daysAgo > 2
    let plain = ["--store", "dir:" + store.store]
    for options in [plain, plain + ["--key", store.trainerFile]] {
      let result = try Command.run(["clip", "verify"] + options)
      #expect(result.end == .exited(isLate ? 1 : 0), "\(result)")
      #expect(result.lines.first == "open   \(clip.clip.text)  crm \(clip.day.text)")
      #expect(!result.output.contains("nothing missing"))
      #expect(result.error.hasPrefix("callreel: one clip was never finished\n") == isLate)
      #expect(result.error.isEmpty == !isLate)
      let json = try Command.run(["clip", "verify", "--json"] + options)
      #expect(json.output.contains("\"ok\":\(!isLate),\"state\":\"open\""), "\(json)")
    }
    let info = try Command.run(["clip", "info", clip.clip.text, "--json"] + plain)
    #expect(info.output.contains("\"state\":\"open\""))
  }

  @Test("a clip of somebody else is refused where a trainee is named") func trainee() throws {
    let store = try SampleStore()
    let clip = try store.makeClip(of: "bob")
    expectRefusal(
      try store.run(["clip", "verify", clip.clip.text]), 77, "not a recording of this trainee")
  }

  /// Damages the clip; the beginning of the fault that must be named.
  private func inflict(
    _ damage: Damage, on clip: ClipLocation, in store: borrowing SampleStore
  ) throws -> String {
    func file(_ name: String) -> String { store.file(name, of: clip) }
    func replace(_ name: String, _ change: (inout [UInt8]) -> Void) throws {
      var bytes = try Files.read(path: file(name), limit: 1 << 24)
      change(&bytes)
      try Files.replace(path: file(name), bytes)
    }
    switch damage {
    case .truncated:
      try replace("00002.segment") { $0.removeLast(20) }
      return "00002.segment: encoding"
    case .missing:
      try Files.remove(file("00001.segment"))
      return "00001.segment: missing"
    case .lastMissing:
      try Files.remove(file("00002.segment"))
      return "00002.segment: missing"
    case .swapped:
      try Files.rename(file("00000.segment"), to: file("other"))
      try Files.rename(file("00001.segment"), to: file("00000.segment"))
      try Files.rename(file("other"), to: file("00001.segment"))
      return "00000.segment: binding"
    case .changed:
      try replace("00001.segment") { $0[$0.count - 5] ^= 1 }
      return "00001.segment: hash"
    case .noClosing:
      try Files.remove(file("closing"))
      return "closing: missing"
    case .noKey:
      try Files.remove(file("key." + store.trainer.publicKey.fingerprint))
      return "key.\(store.trainer.publicKey.fingerprint): missing"
    case .noOpening:
      try Files.remove(file("opening"))
      return "opening: missing"
    case .moved:
      let other = try store.makeClip()
      try Files.replace(
        path: file("opening"),
        try Files.read(path: store.file("opening", of: other), limit: 1 << 24))
      return "opening: binding"
    }
  }
}
