import ClipFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// A session that is locked, switched away or asleep is not filmed (P8, N12).
  @Suite("The session around a film") struct SessionGapTests {
    /// How far a gap may lie from what made it, in milliseconds.
    private static let tolerance: Int64 = 150

    @Test("makes a gap each time that it is locked, switched away or asleep")
    func gaps() throws {
      let system = try SystemBus()
      var setting = Desk.Setting()
      setting.systemBus = system.address
      let desk = try Desk(setting)
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try waitForInhibitor(true, system, desk)
      try desk.pass(milliseconds: 500)
      var expected: [(BootTime, BootTime)] = []
      func leave(_ reason: String, _ begin: () throws -> Void, _ end: () throws -> Void) throws {
        try begin()
        let began = BootTime(nanoseconds: Clock.bootNanoseconds)
        try desk.wait(for: reason) { $0.state == "held" && $0.reason == reason }
        try window.paint("ff0000")
        try desk.pass(milliseconds: 350)
        if reason == "suspended" { try waitForInhibitor(false, system, desk) }
        try window.paint("808080")
        try end()
        expected.append((began, BootTime(nanoseconds: Clock.bootNanoseconds)))
        try desk.wait(for: "the film") { $0.state == "recording" }
        try desk.pass(milliseconds: 450)
      }
      try leave("locked", { try system.set("LockedHint", true) }) {
        try system.set("LockedHint", false)
      }
      try leave("locked", { try system.signal("Lock") }) { try system.signal("Unlock") }
      try leave("switched-away", { try system.set("Active", false) }) {
        try system.set("Active", true)
      }
      try leave("suspended", { try system.prepareForSleep(true) }) {
        try system.prepareForSleep(false)
      }
      try waitForInhibitor(true, system, desk)
      try desk.hangUp(call)
      try waitForInhibitor(false, system, desk)
      let film = try desk.film(call)
      #expect(film.leak == nil)
      #expect(film.report.closing == .closed(.ended))
      #expect(film.gaps.count == expected.count && film.gaps.allSatisfy { $0.reason == .paused })
      for (gap, (began, over)) in zip(film.gaps, expected) {
        #expect(abs(gap.span.start - call.time(of: began)) <= Self.tolerance)
        #expect(abs(gap.span.end - call.time(of: over)) <= Self.tolerance)
      }
      #expect(film.events.map(\.kind) == [.answered, .ended])
    }

    @Test("A locker on the session's own bus counts, too")
    func locker() throws {
      let desk = try Desk()
      try desk.window().paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 1500)
      let locker = try ScreenLocker(on: desk)
      try locker.tell(isCovering: true)
      try desk.wait(for: "the lock") { $0.state == "held" && $0.reason == "locked" }
      try desk.pass(milliseconds: 300)
      try locker.tell(isCovering: false)
      try desk.wait(for: "the film") { $0.state == "recording" }
      try desk.pass(milliseconds: 1500)
      try desk.hangUp(call)
      #expect(try desk.film(call).gaps.map(\.reason) == [.paused])
    }

    @Test("A logind that dies holds the film until there is one again")
    func logindKilled() throws {
      let system = try SystemBus()
      var setting = Desk.Setting()
      setting.systemBus = system.address
      let desk = try Desk(setting)
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 1500)
      try system.killLogind()
      let killed = BootTime(nanoseconds: Clock.bootNanoseconds)
      try desk.wait(for: "the loss") { $0.state == "held" && $0.reason == "session-unknown" }
      try window.paint("ff0000")
      try desk.pass(milliseconds: 300)
      try window.paint("808080")
      try system.startLogind()
      try desk.wait(for: "the film") { $0.state == "recording" }
      let back = BootTime(nanoseconds: Clock.bootNanoseconds)
      try desk.pass(milliseconds: 1500)
      try desk.hangUp(call)
      let film = try desk.film(call)
      #expect(film.leak == nil && film.gaps.map(\.reason) == [.paused])
      let gap = try #require(film.gaps.first)
      #expect(abs(gap.span.start - call.time(of: killed)) <= Self.tolerance)
      #expect(abs(gap.span.end - call.time(of: back)) <= Self.tolerance)
    }

    @Test("A system bus that ends stops recording until a call rings on the next one")
    func systemBusLost() throws {
      let system = try SystemBus()
      var setting = Desk.Setting()
      setting.systemBus = system.address
      let desk = try Desk(setting)
      try desk.wait(for: "rest") { $0.state == "idle" }
      system.end()
      try desk.wait(for: "off") { $0.state == "off" && $0.reason == "session-unknown" }
      _ = try desk.answer("call")
      try desk.pass(milliseconds: 500)
      #expect(try desk.status().state == "off")
      #expect(SealedClip.clips(in: desk.policy.spool).isEmpty)
      #expect(desk.log.contains("logind gone"))
      try desk.tell("ended", "call")
      try system.restart()
      _ = try desk.answer("next")
      try desk.wait(for: "the session") { $0.state != "off" }
    }

    @Test(
      "A machine that tells nothing of sessions records",
      arguments: [nil, SystemBus.Way.none] as [SystemBus.Way?])
    func unwatched(way: SystemBus.Way?) throws {
      let system = try SystemBus(hasLogind: way != nil, way: .none)
      var setting = Desk.Setting()
      setting.systemBus = system.address
      let desk = try Desk(setting)
      try desk.wait(for: "rest") { $0.state == "idle" }
      #expect(desk.log.split(separator: "\n").count { $0.contains("no logind session") } == 1)
      _ = try desk.callUntilRecorded()
    }

    @Test("A call that is answered while locked is filmed from the unlocking on")
    func answeredLocked() throws {
      let system = try SystemBus(way: .chosen)
      var setting = Desk.Setting()
      setting.systemBus = system.address
      let desk = try Desk(setting)
      let window = try desk.window()
      try desk.wait(for: "rest") { $0.state == "idle" }
      try system.set("LockedHint", true)
      try window.paint("ff0000")
      let answered = try desk.answer("locked")
      try desk.wait(for: "the draw") { $0.state == "armed" && $0.reason == "locked" }
      try desk.pass(milliseconds: 600)
      #expect(SealedClip.clips(in: desk.policy.spool).isEmpty)
      try window.paint("808080")
      try system.set("LockedHint", false)
      let opened = BootTime(nanoseconds: Clock.bootNanoseconds)
      let status = try desk.wait(for: "the film") { $0.state == "recording" }
      let clip = try #require(ClipIdentifier(text: status.clip))
      let call = FilmedCall(identifier: "locked", answered: answered, clip: clip)
      try desk.pass(milliseconds: 2600)
      try desk.hangUp(call)
      let film = try desk.film(call)
      #expect(film.leak == nil && film.gaps.map(\.reason) == [.paused])
      let gap = try #require(film.gaps.first)
      #expect(gap.span.start == .answered)
      #expect(abs(gap.span.end - call.time(of: opened)) <= Self.tolerance)
    }

    /// Waits until sleep is held back, or is not any more.
    private func waitForInhibitor(_ wished: Bool, _ system: SystemBus, _ desk: Desk) throws {
      let deadline = Clock.bootMilliseconds + 5000
      while try system.inhibitors().contains("Callreel") != wished {
        guard Clock.bootMilliseconds < deadline else { throw TestTimeout("sleep's lock") }
      }
    }
  }
}
