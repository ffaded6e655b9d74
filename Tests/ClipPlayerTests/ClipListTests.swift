import ClipFormat
import LinuxSystem
import Testing
import Timeline

@Suite("callreel clip list") struct ClipListTests {
  @Test("one day only, and no other is even looked at") func day() throws {
    let store = try SampleStore()
    let clip = try store.makeClip(daysAgo: 3)
    let other = try store.makeClip(daysAgo: 2)
    // A clip of another day that would be told of: it is not whole.
    try Files.remove(store.file("00000.segment", of: other))
    let words = ["clip", "list", "--day", (store.today - 3).text]
    let result = try store.run(words)
    #expect(result.end == .exited(0), "\(result)")
    #expect(result.lines.count == 2 && result.output.contains(clip.clip.text.prefix(8)))
    #expect(try store.run(["clip", "list"]).end == .exited(65))
    #expect(try store.run(["clip", "list", "--day", (store.today - 9).text]).output.isEmpty)
    expectRefusal(try store.run(["clip", "list", "--day", "monday"]), 64, "--day is not a day")
    expectRefusal(try store.run(words + [clip.clip.text]), 64, "--day goes without CLIP")
  }

  @Test("lists the trainee's clips and nobody else's") func listing() throws {
    let store = try SampleStore()
    let own = try store.makeClip()
    let other = try store.makeClip(of: "bob")
    let result = try store.run(["clip", "list"])
    #expect(result.end == .exited(0))
    #expect(result.error.isEmpty)
    #expect(result.lines.count == 2)
    let line = result.lines.last ?? ""
    #expect(
      line == "\(own.clip.text.prefix(8))  \(own.day.text) 14:02    0:06  "
        + "on hold 0:02, resumed 0:05, ended 0:06")
    #expect(!(result.output + result.error).contains(other.clip.text.prefix(8)))
  }

  @Test("prints the documented keys as JSON") func json() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let result = try store.run(["clip", "list", "--json", String(clip.clip.text.prefix(6))])
    #expect(
      result.output == """
        {"clip":"\(clip.clip.text)","campaign":"crm","day":"\(clip.day.text)",\
        "start":"\(clip.day.text)T14:02:09+00:00","seconds":6,"events":[\
        {"event":"answered","milliseconds":0},{"event":"held","milliseconds":2000},\
        {"event":"resumed","milliseconds":5000},{"event":"ended","milliseconds":6040}]}

        """)
  }

  @Test("somebody else's clip is refused by name") func otherTrainee() throws {
    let store = try SampleStore()
    let other = try store.makeClip(of: "bob")
    let result = try store.run(["clip", "list", other.clip.text])
    expectRefusal(result, 77, "not a recording of this trainee")
    #expect(result.output.isEmpty)
  }

  @Test("a trainee is always needed") func needsTrainee() throws {
    let store = try SampleStore()
    let words = ["clip", "list", "--store", "dir:" + store.store, "--key", store.trainerFile]
    expectRefusal(try Command.run(words), 64, "--trainee")
    expectRefusal(try Command.run(words + ["--trainee", "-"]), 64, "standard input has no value")
  }

  @Test("expired and faulty clips are told of") func unusable() throws {
    let store = try SampleStore()
    let good = try store.makeClip()
    for employee in ["alice", "bob"] { _ = try store.makeClip(of: employee, daysAgo: 40) }
    let expired = try store.run(["clip", "list"])
    #expect(expired.end == .exited(0) && expired.lines.count == 2)
    #expect(
      expired.error
        == "callreel: 2 clips of this key expired; whose they were is not looked at\n")
    let faulty = try store.makeClip()
    try Files.remove(store.file("00001.segment", of: faulty))
    expectNothingPrivate(
      try store.run(["clip", "list"]), good, faulty, status: 65, "00001.segment: missing")
  }

  private func expectNothingPrivate(
    _ result: Command.Outcome, _ good: ClipLocation, _ bad: ClipLocation, status: Int32,
    _ part: String
  ) {
    #expect(result.end == .exited(status))
    #expect(result.lines.count == 2 && result.output.contains(good.clip.text.prefix(8)))
    #expect(result.error.contains(part) && result.error.contains(bad.clip.text.prefix(8)))
  }
}
