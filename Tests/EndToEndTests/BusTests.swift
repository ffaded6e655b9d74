import ClipFormat
import LinuxSystem
import SessionBus
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// What a telephony source that has gone wrong can do: nothing.
  @Suite("The agent on the bus") struct BusTests {
    @Test("refuses nonsense by name, and the film runs on")
    func nonsense() throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      let now = Clock.unixMicroseconds
      let known: [String: BusValue] = ["call-id": .string(call.identifier)]
      let refused: [(String, [String: BusValue], String)] = [
        ("ended", ["call-id": .string("nobody")], "UnknownCall"),
        ("held", ["call-id": .string("nobody")], "UnknownCall"),
        ("answered", known, "UnexpectedEvent"),
        ("hung-up", known, "InvalidEvent"),
        ("", known, "InvalidEvent"),
        ("ended", [:], "InvalidDetail"),
        ("ended", ["call-id": .string("")], "InvalidDetail"),
        ("ended", ["call-id": .integer(7)], "InvalidDetail"),
        ("ended", known.merging(["at": .string("now")]) { $1 }, "InvalidDetail"),
        ("ended", known.merging(["at": .integer(0)]) { $1 }, "InvalidTime"),
        ("ended", known.merging(["at": .integer(.max)]) { $1 }, "InvalidTime"),
        ("ended", known.merging(["at": .integer(.min)]) { $1 }, "InvalidTime"),
        ("ended", known.merging(["at": .integer(now - 6_000_000)]) { $1 }, "InvalidTime"),
        ("ended", known.merging(["at": .integer(now + 9_000_000)]) { $1 }, "InvalidTime"),
        ("ended", known.merging(["colour": .string("red")]) { $1 }, "InvalidDetail"),
        (
          "ringing",
          [
            "call-id": .string("long"),
            "number": .string(String(repeating: "3", count: 10_000_000)),
          ], "InvalidDetail"
        ),
        ("ringing", ["call-id": .string("x"), "direction": .string("up")], "InvalidDetail"),
        ("ringing", ["call-id": .string("x"), "flagged": .string("yes")], "InvalidDetail"),
      ]
      for (event, details, name) in refused {
        #expect(refusal(desk, event, details) == "org.callreel.Error." + name, "\(event) \(name)")
      }
      var results: Set<String> = []
      for number in 0..<100 {
        results.insert(refusal(desk, "ringing", ["call-id": .string("flood-\(number)")]) ?? "taken")
      }
      #expect(results == ["taken", "org.callreel.Error.TooManyCalls"])
      #expect(try desk.status().state == "recording")
      try desk.pass(milliseconds: 2600)
      let ended = try desk.tell("ended", call.identifier)
      for number in 0..<31 { _ = try? desk.tell("ended", "flood-\(number)") }
      try desk.waitUntilStored()
      let film = try desk.film(call)
      #expect(film.gaps.isEmpty)
      #expect(abs(film.report.end - call.time(of: ended)) <= 2)
    }

    private func refusal(
      _ desk: Desk, _ event: String, _ details: [String: BusValue]
    ) -> String? {
      do throws(BusError) {
        try desk.connection.callAgent("CallEvent", [.value(.string(event)), .details(details)])
        return nil
      } catch {
        guard case .refused(let name, _) = error else { return "\(error)" }
        return name
      }
    }

    @Test("A flood pauses the film until telephony tells of the call again")
    func flood() throws {
      let desk = try Desk()
      try desk.window().paint("808080")
      let call = try desk.callUntilRecorded()
      let flood = """
        import dbus, dbus.lowlevel
        bus = dbus.SessionBus()
        for _ in range(5000):
            call = dbus.lowlevel.MethodCallMessage("org.callreel.Agent", "/org/callreel/Agent",
                "org.callreel.Agent1", "CallEvent")
            call.set_no_reply(True)
            call.append("held", {"call-id": "nobody"}, signature="sa{sv}")
            bus.send_message(call)
        bus.flush()
        """
      _ = try desk.run("python3", "-c", flood)
      try desk.wait(for: "the pause") { $0.state == "held" && $0.reason == "source-lost" }
      let known: [String: BusValue] = ["call-id": .string(call.identifier)]
      while let name = refusal(desk, "resumed", known) {
        #expect(name == "org.callreel.Error.TooManyEvents")
        try desk.pass(milliseconds: 100)
      }
      try desk.wait(for: "the film") { $0.state == "recording" }
      try desk.tell("ended", call.identifier)
      try desk.waitUntilStored()
    }

    @Test("A second call pauses the film until one is left")
    func secondCall() throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 1200)
      let began = try desk.answer("second")
      try desk.wait(for: "the pause") { $0.state == "held" && $0.reason == "other-call" }
      try window.paint("ff0000")
      try desk.pass(milliseconds: 500)
      try window.paint("808080")
      let over = try desk.tell("ended", "second")
      try desk.pass(milliseconds: 1500)
      try desk.hangUp(call)
      let film = try desk.film(call)
      #expect(film.leak == nil)
      let gap = try #require(film.gaps.first)
      #expect(film.gaps.count == 1 && gap.reason == .paused)
      #expect(abs(gap.span.start - call.time(of: began)) <= 250)
      #expect((0...250).contains(gap.span.end - call.time(of: over)))
    }

    @Test("A hold that is told late cuts what was sealed in between")
    func lateHold() throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2500)
      let unix = Clock.unixMicroseconds
      let held = BootTime(nanoseconds: Clock.bootNanoseconds)
      try window.paint("ff0000")
      try desk.pass(milliseconds: 3200)
      try window.paint("808080")
      try desk.tell("held", call.identifier, ["at": .integer(unix)])
      try desk.tell("resumed", call.identifier)
      try desk.pass(milliseconds: 1000)
      try desk.hangUp(call)
      let film = try desk.film(call)
      #expect(film.leak == nil)
      let gap = try #require(film.gaps(.hold).first)
      #expect(gap.span.start <= call.time(of: held) + 2)
      #expect(gap.span.start >= call.time(of: held) - 2100)
    }

    @Test("A hold that is dated before the last resume does not end the film")
    func holdBeforeResume() throws {
      let desk = try Desk()
      try desk.window().paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2500)
      try desk.tell("held", call.identifier)
      try desk.pass(milliseconds: 800)
      try desk.tell("resumed", call.identifier)
      try desk.pass(milliseconds: 150)
      let late = Clock.unixMicroseconds - 500_000
      try desk.tell("held", call.identifier, ["at": .integer(late)])
      try desk.pass(milliseconds: 200)
      try desk.tell("resumed", call.identifier)
      try desk.pass(milliseconds: 2500)
      try desk.hangUp(call)
      let film = try desk.film(call)
      #expect(film.leak == nil && film.report.closing == .closed(.ended))
      #expect(film.gaps.allSatisfy { $0.reason == .hold } && !film.gaps.isEmpty)
    }

    @Test(
      "An end that is told late leaves nothing of what came after it", arguments: [false, true])
    func lateEnd(isPaused: Bool) throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 4500)
      let unix = Clock.unixMicroseconds
      let ended = BootTime(nanoseconds: Clock.bootNanoseconds)
      try window.paint("ff0000")
      try desk.pass(milliseconds: 3600)
      if isPaused { try desk.tell("held", call.identifier) }
      try desk.tell("ended", call.identifier, ["at": .integer(unix)])
      try desk.waitUntilStored()
      let film = try desk.film(call)
      #expect(film.leak == nil && film.report.closing == .closed(.ended))
      #expect(abs(film.report.end - call.time(of: ended)) <= 2)
      #expect(film.allFrames.allSatisfy { $0.time <= film.report.end })
    }
  }
}
