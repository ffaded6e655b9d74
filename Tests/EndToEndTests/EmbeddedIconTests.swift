import CallPolicy
import Geometry
import Glibc
import LinuxSystem
import ProcessMessages
import SessionBus
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// The icon of an XEmbed tray, and what happens when it cannot be seen any more (P2).
  @Suite("The icon in an XEmbed tray") struct EmbeddedIconTests {
    enum Loss: CaseIterable, CustomTestStringConvertible {
      case killed
      case covered
      case hidden

      var testDescription: String { "\(self)" }
    }

    @Test("shows each state, is proved to be seen, and a click on it is the private switch")
    func states() throws {
      let desk = try Desk()
      let window = try desk.window(geometry: "200x160+40+80")
      try window.paint("808080")
      let host = try TrayHost(.trayer, on: desk)
      try host.waitForIcon(of: .idle)
      try expectName("No call is up.", on: desk)
      try desk.tell("ringing", "before", ["number": .string("+33155501234")])
      try host.waitForIcon(of: .armed)
      try desk.tell("ended", "before")
      let call = try desk.callUntilRecorded()
      let place = try host.waitForIcon(of: .recording)
      #expect(try desk.status().indicator == "xembed")
      #expect(try !isBannerShown(on: desk))
      try expectName("Your screen is being recorded", on: desk)
      try desk.tell("held", call.identifier)
      try host.waitForIcon(of: .held)
      try expectName("The recording is paused", on: desk)
      try desk.tell("resumed", call.identifier)
      try host.waitForIcon(of: .recording)
      try desk.run("xdotool", "mousemove", "\(place.x + 8)", "\(place.y + 8)", "click", "1")
      try desk.wait(for: "private") { $0.state == "held" && $0.reason == "private" }
      try host.waitForIcon(of: .privateOn)
      try expectName("You switched recording off for this call.", on: desk)
      try desk.hangUp(call)
      try host.waitForIcon(of: .idle)
      #expect(try desk.status().indicator == "none")
      try Files.remove(desk.policy.directory + "/people/\(DeskPolicy.employee).toml")
      try host.waitForIcon(of: .off)
    }

    @Test(
      "that is lost is replaced by the banner; no film without either", arguments: Loss.allCases)
    func lost(loss: Loss) throws {
      let desk = try Desk()
      let window = try desk.window(geometry: "200x160+40+80")
      try window.paint("808080")
      let host = try TrayHost(.trayer, on: desk)
      try host.waitForIcon(of: .idle)
      let call = try desk.callUntilRecorded()
      try desk.wait(for: "the icon") { $0.indicator == "xembed" }
      try desk.pass(milliseconds: 1300)
      let lost = BootTime(nanoseconds: Clock.bootNanoseconds)
      let cover = try lose(loss, host, on: desk)
      let status = try desk.wait(for: "the banner") { $0.indicator == "banner" }
      let seen = BootTime(nanoseconds: Clock.bootNanoseconds)
      #expect(try isBannerShown(on: desk))
      print("\(loss): \(seen.callTime(answered: lost).milliseconds) ms until the banner was seen")
      #expect(status.state == "recording" || status.reason == "indicator-lost")
      try desk.wait(for: "the film") { $0.state == "recording" }
      if let cover {
        cover.close()
        try desk.wait(for: "the icon") { $0.indicator == "xembed" }
      }
      try desk.pass(milliseconds: 1000)
      try desk.hangUp(call)
      let film = try desk.film(call)
      // Without a sign no longer than the lease: what was lost longer is a gap of this reason.
      #expect(film.gaps.allSatisfy { $0.reason == .indicatorLost })
      // Later ones are a busy machine's.
      for gap in film.gaps
      where gap.span.start >= call.time(of: lost) && gap.span.start < call.time(of: seen) {
        #expect(gap.span.start <= call.time(of: lost) + 250)
      }
    }

    @Test("tells that a call is filmed before it is taken for proof")
    func signFirst() throws {
      let desk = try Desk()
      let host = try TrayHost(.trayer, on: desk)
      try host.waitForIcon(of: .idle)
      let (ours, theirs) = try MessageSocket.pair()
      let socket = MessageSocket(owning: ours)
      let given = Descriptor(owning: theirs)
      let path = Files.parent(of: Account.executable) + "/callreel-indicator"
      let indicator = try ChildProcess(
        path: path, arguments: [path], environment: desk.environment,
        descriptors: [3: given.rawValue])
      try socket.send(IndicatorCommand.icon(.armed, text: "armed").bytes)
      try socket.send(
        IndicatorCommand.show(.recording, text: "Recording", always: false).bytes)
      let deadline = Clock.bootMilliseconds + 10_000
      while true {
        try socket.send(IndicatorCommand.check(nil).bytes)
        let message = try #require(try socket.receive())
        if case .seen(.embeddedIcon, _) = try IndicatorReport(bytes: message.bytes) { break }
        guard Clock.bootMilliseconds < deadline else { throw TestTimeout("the icon") }
        try desk.pass(milliseconds: 10)
      }
      #expect(try ScreenPicture(of: desk).place(of: .recording).share > 0)
      indicator.send(signal: Signal.kill)
      indicator.wait()
    }

    @Test("of a tray that stands still can still be seen: the X server shows it")
    func stopped() throws {
      let desk = try Desk()
      let window = try desk.window(geometry: "200x160+40+80")
      try window.paint("808080")
      let host = try TrayHost(.trayer, on: desk)
      try host.waitForIcon(of: .idle)
      try desk.stop(host.program.identifier)
      let call = try desk.callUntilRecorded()
      try host.waitForIcon(of: .recording)
      #expect(try desk.status().indicator == "xembed")
      try desk.tell("held", call.identifier)
      try host.waitForIcon(of: .held)
      try desk.tell("ended", call.identifier)
    }

    @Test("shows beside the banner where the policy wants that always")
    func always() throws {
      var setting = Desk.Setting()
      setting.terms.more = "[indicator]\nbanner = \"always\""
      let desk = try Desk(setting)
      let window = try desk.window(geometry: "200x160+40+80")
      try window.paint("808080")
      let host = try TrayHost(.trayer, on: desk)
      try host.waitForIcon(of: .idle)
      let call = try desk.callUntilRecorded()
      try host.waitForIcon(of: .recording)
      #expect(try desk.status().indicator == "banner")
      #expect(try isBannerShown(on: desk))
      try desk.tell("ended", call.identifier)
    }

    private func lose(_ loss: Loss, _ host: TrayHost, on desk: Desk) throws -> DeskWindow? {
      switch loss {
      case .killed:
        kill(host.program.identifier, SIGKILL)
        return nil
      case .hidden:
        try desk.run("xdotool", "search", "--onlyvisible", "--class", "trayer", "windowunmap")
        return nil
      case .covered:
        let cover = try desk.window("cover", title: "Cover", geometry: "300x60+0+430")
        try cover.paint("0000ff")
        try cover.tell("raise")
        try cover.sync()
        return cover
      }
    }

    /// Waits until the icon's window is called so for who does not see it.
    private func expectName(_ words: String, on desk: Desk) throws {
      let deadline = Clock.bootMilliseconds + 10_000
      while try !desk.run("xwininfo", "-root", "-tree").contains("\"Callreel: \(words)") {
        guard Clock.bootMilliseconds < deadline else { throw TestTimeout("the name \(words)") }
      }
    }

    private func isBannerShown(on desk: Desk) throws -> Bool {
      try desk.banner().contains("IsViewable")
    }
  }
}
