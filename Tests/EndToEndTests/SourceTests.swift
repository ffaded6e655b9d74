import ClipFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// Telephony sources that are lost, flood or lie (F6, N6).
  @Suite("Telephony sources") struct SourceTests {
    private let folder: TemporaryDirectory
    private let pipe: NamedPipe

    init() throws {
      folder = try TemporaryDirectory()
      pipe = try NamedPipe(path: folder.path + "/calls")
    }

    private func desk(_ command: String) throws -> Desk {
      var setting = Desk.Setting()
      setting.terms.more = """
        [[source]]
        name = "program"
        kind = "program"
        command = \(command)
        queue = "claims"
        """
      let desk = try Desk(setting)
      try desk.window().paint("808080")
      return desk
    }

    private func say(_ event: String, _ more: String = "") throws {
      try pipe.say(#"{"event":"\#(event)","call-id":"p1"\#(more)}"#)
    }

    /// The moment of the answer.
    private func film(on desk: Desk) throws -> BootTime {
      try pipe.open()
      try say(
        "ringing", #","queue":"claims","direction":"inbound","number":"+33155501234""#)
      let answered = BootTime(nanoseconds: Clock.bootNanoseconds)
      try say("answered")
      try desk.wait(for: "the film") { $0.state == "recording" }
      return answered
    }

    @Test("that are lost pause the film until they tell of the same call again")
    func lost() throws {
      let desk = try desk(#"["/bin/cat", "\#(pipe.path)"]"#)
      let answered = try film(on: desk)
      let clip = try #require(ClipIdentifier(text: try desk.status().clip))
      try desk.pass(milliseconds: 1500)
      let lost = BootTime(nanoseconds: Clock.bootNanoseconds)
      pipe.close()
      try desk.wait(for: "the pause") { $0.state == "held" && $0.reason == "source-lost" }
      try pipe.open()
      try say("ringing")
      #expect(try desk.status().state == "held")
      try say("resumed")
      try desk.wait(for: "the film") { $0.state == "recording" }
      let back = BootTime(nanoseconds: Clock.bootNanoseconds)
      try desk.pass(milliseconds: 1500)
      try say("ended")
      try desk.waitUntilStored()
      let call = FilmedCall(identifier: "p1", answered: answered, clip: clip)
      let film = try desk.film(call)
      let gap = try #require(film.gaps.first)
      #expect(film.gaps.count == 1 && gap.reason == .sourceLost)
      #expect((-300...300).contains(gap.span.start - call.time(of: lost)))
      #expect((-2000...300).contains(gap.span.end - call.time(of: back)))
      #expect(film.leak == nil && film.report.closing == .closed(.ended))
    }

    @Test(
      "that say nonsense are lost, too",
      arguments: [
        "no JSON", #"{"event":"held","call-id":["p1"]}"#, String(repeating: "x", count: 5000),
      ])
    func nonsense(line: String) throws {
      let desk = try desk(#"["/bin/cat", "\#(pipe.path)"]"#)
      _ = try film(on: desk)
      try pipe.say(line)
      try desk.wait(for: "the pause") { $0.state == "held" && $0.reason == "source-lost" }
      pipe.close()
      try desk.waitForEnd(of: "cat")
      try pipe.open()
      try say("ended")
      try desk.wait(for: "the end") { $0.state == "idle" }
    }

    @Test("that tell of what cannot be are refused, and the film runs on") func refused() throws {
      let desk = try desk(#"["/bin/cat", "\#(pipe.path)"]"#)
      _ = try film(on: desk)
      for line in [
        #"{"event":"ended","call-id":"nobody"}"#, #"{"event":"hung-up","call-id":"p1"}"#,
        #"{"event":"ended","call-id":"p1","at":0}"#, #"{"event":"ended","call-id":""}"#,
        #"{"event":"ended","call-id":"p1","colour":"red"}"#, "{}",
        #"{"event":"ended","call-id":"p1","at":9223372036854775807}"#,
      ] { try pipe.say(line) }
      try desk.waitForLog("event of a telephony source refused", count: 6)
      #expect(try desk.status().state == "recording")
      try say("ended")
      try desk.wait(for: "the end") { $0.state == "idle" }
      #expect(!desk.log.contains("p1") && !desk.log.contains("155501234"))
    }

    @Test("that hang are ended where they are lost, and with their agent") func hanging() throws {
      let desk = try desk(#"["/bin/sh", "-c", "echo nonsense; exec sleep 1000"]"#)
      try desk.waitForLog("telephony source said what it cannot mean")
      try desk.waitForEnd(of: "sleep")
      let patient = try self.desk(#"["/bin/sleep", "1000"]"#)
      try patient.waitForStart(of: "sleep")
      let sources = patient.processes("sleep")
      patient.agent.process.send(signal: Signal.terminate)
      #expect(patient.agent.process.wait(milliseconds: 5000) == .exited(0))
      #expect(sources.allSatisfy { [nil, "Z"].contains(ProcessTable.state(of: $0)) })
    }

    @Test("that flood are ended, and the agent answers all the while") func flood() throws {
      let line = #"{\"event\":\"ringing\",\"call-id\":\"f\"}"#
      let desk = try desk(#"["/usr/bin/yes", "\#(line)"]"#)
      try desk.waitForLog("telephony source said too much at once")
      let call = try desk.callUntilRecorded()
      let before = ProcessTable.field("VmHWM", of: desk.agent.identifier)
      for _ in 0..<10 {
        let asked = Clock.bootMilliseconds
        _ = try desk.status()
        #expect(Clock.bootMilliseconds - asked < 500)
        try desk.pass(milliseconds: 100)
      }
      #expect(try desk.status().state == "recording")
      try desk.tell("ended", call.identifier)
      let after = ProcessTable.field("VmHWM", of: desk.agent.identifier)
      let sizes = [before, after].compactMap { $0?.split(separator: " ").first.flatMap { Int($0) } }
      #expect(sizes.count == 2 && sizes[1] - sizes[0] < 4096, "\(sizes)")
      try desk.waitUntilStored()
    }
  }
}
