import ByteCoding
import ClipFormat
import ClipSealing
import LinuxSystem
import Testing
import Timeline

@Suite("callreel clip info") struct ClipInfoTests {
  private func makeClip(_ store: borrowing SampleStore) throws -> ClipLocation {
    try store.makeClip(
      masked: [
        MaskSpan(span: span(100, 400), count: 2, source: .policyRegion),
        MaskSpan(span: span(400, 900), count: 2, source: .policyRegion),
      ],
      hidden: [HiddenSpan(span: span(0, 250), reason: .noAnswer)])
  }

  @Test("shows without a key what stands in clear") func clear() throws {
    let store = try SampleStore()
    let clip = try makeClip(store)
    let result = try Command.run(
      ["clip", "info", String(clip.clip.text.prefix(6)), "--store", "dir:" + store.store])
    #expect(result.end == .exited(0) && result.error.isEmpty, "\(result)")
    for line in [
      "clip       \(clip.clip.text)", "ended      ended",
      "film       3.000 s in 6.040 s, 15 looks a second, at most 67 ms apart",
      "not filmed 0:02.000 to 0:05.000  paused", "           0:06.000 to 0:06.040  fault",
      "           3 segments, 3 fragments",
      "opens for  \(store.trainer.publicKey.fingerprint)  trainer",
      "policy     hash " + Hexadecimal.encode(Digest.blake2b256([1]).prefix(8)),
      "controller \(store.controller.publicKey.fingerprint)",
      "journal    no entry before this clip",
    ] {
      #expect(result.lines.contains(line), "\(line)\n\(result.output)")
    }
    for sealed in ["events", "masked", "covered", "made by", "hold", "alice", "Jeanne", "+336"] {
      #expect(!result.output.contains(sealed), "\(sealed)")
    }
  }

  @Test("shows with a key what is sealed, but no employee and no number") func sealed() throws {
    let store = try SampleStore()
    let clip = try makeClip(store)
    let result = try store.run(["clip", "info", clip.clip.text])
    #expect(result.end == .exited(0) && result.error == store.firstMeeting, "\(result)")
    for line in [
      "not filmed 0:02.000 to 0:05.000  hold", "           0:06.000 to 0:06.040  indicator-lost",
      "events     0:00.000  answered", "           0:05.000  resumed",
      "masked     0:00.100 to 0:00.900  2 fields, by policy-region",
      "covered    0:00.000 to 0:00.250  a whole window: no-answer",
      "           3 segments, 3 fragments, 1 monitor", "trainers   Jeanne Martin",
      "made by    workstation \(store.workstation.publicKey.fingerprint)",
    ] {
      #expect(result.lines.contains(line), "\(line)\n\(result.output)")
    }
    for secret in ["alice", "+336", "claims"] { #expect(!result.output.contains(secret)) }
    #expect(result.lines.allSatisfy { $0.count <= 80 }, "\(result.output)")
    let ascii = try store.run(["clip", "info", clip.clip.text], environment: ["LC_ALL=C"])
    #expect(ascii.output.utf8.allSatisfy { $0 < 128 } && ascii.output.contains("####---"))
  }

  @Test("has its keys as JSON") func json() throws {
    let store = try SampleStore()
    let clip = try makeClip(store)
    let words = ["clip", "info", clip.clip.text, "--json"]
    let keyless = try Command.run(words + ["--store", "dir:" + store.store])
    #expect(keyless.lines.count == 1)
    #expect(keyless.output.hasPrefix("{\"clip\":\"\(clip.clip.text)\",\"campaign\":\"crm\","))
    #expect(keyless.output.contains("\"events\":null,\"masked\":null,\"hidden\":null,"))
    let keyed = try store.run(words)
    #expect(
      keyed.output.contains(
        "\"masked\":[{\"start\":100,\"end\":900,\"fields\":2,\"source\":\"policy-region\"}]"))
    #expect(keyed.output.contains("{\"object\":\"opening\",\"bytes\":"))
    #expect(
      keyed.output.contains(
        "{\"fingerprint\":\"\(store.trainer.publicKey.fingerprint)\",\"kind\":\"trainer\","
          + "\"present\":true,\"ordered\":null,\"added_by\":[]}"))
  }

  @Test("what is not shown") func refusals() throws {
    let store = try SampleStore()
    let other = try store.makeClip(of: "bob")
    let words = ["clip", "info", other.clip.text]
    expectRefusal(try store.run(words), 77, "not a recording of this trainee")
    let old = try store.makeClip(daysAgo: 40)
    let plain = ["--store", "dir:" + store.store]
    for options in [plain, plain + ["--key", store.trainerFile]] {
      let expired = try Command.run(["clip", "info", old.clip.text] + options)
      expectRefusal(expired, 77, "the clip expired on")
    }
    try Files.remove(store.file("00001.segment", of: other))
    expectRefusal(try Command.run(words + plain), 65, "00001.segment: missing")
  }
}
