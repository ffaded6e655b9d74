import ClipFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// Two real baresips on loopback, one of them the employee's (F6, N6).
  @Suite("A real softphone") struct SoftphoneTests {
    private let folder: TemporaryDirectory
    private let desk: Desk
    private let employee: Softphone
    private let customer: Softphone

    init() throws {
      folder = try TemporaryDirectory()
      employee = try Softphone(user: "adviser", folder: folder.path + "/employee")
      customer = try Softphone(user: "+33155501234", folder: folder.path + "/customer")
      var setting = Desk.Setting()
      setting.terms.drawnCalls = 3
      setting.terms.more = """
        [[source]]
        name = "softphone"
        kind = "baresip"
        address = "127.0.0.1:\(employee.controlPort)"
        queue = "claims"
        """
      desk = try Desk(setting)
      try desk.waitForLog("telephony source ready")
      try desk.window().paint("808080")
    }

    /// A busy machine may be late once.
    @Test("is filmed from its answer to its end, within 150 ms, and without the hold")
    func wholeCall() throws {
      for _ in 0..<3 where try isOnTime() { return }
      Issue.record("three films began or ended late")
    }

    /// Films one call; whether the film is as long as the call, within 150 ms at each end.
    private func isOnTime() throws -> Bool {
      let answered = try answer()
      try desk.pass(milliseconds: 1000)
      let held = try employee.command("/hold")
      try desk.wait(for: "the hold") { $0.state == "held" && $0.reason == "hold" }
      try desk.pass(milliseconds: 500)
      let resumed = try employee.command("/resume")
      try desk.wait(for: "the film") { $0.state == "recording" }
      try desk.pass(milliseconds: 2000)
      let clip = try #require(ClipIdentifier(text: try desk.status().clip))
      let ended = try customer.command("/hangup")
      try desk.waitUntilStored()

      // Wall clock and the machine's clock run alike within a test.
      let offset = Clock.bootMilliseconds - Clock.unixMicroseconds / 1000
      let film = try desk.film(FilmedCall(identifier: "", answered: answered, clip: clip))
      let start = film.opened.startUnixMilliseconds + offset
      let call = FilmedCall(
        identifier: film.opened.callIdentifier,
        answered: BootTime(nanoseconds: start * 1_000_000), clip: clip)
      let early = call.time(of: answered).milliseconds
      let late = film.report.end - call.time(of: ended)
      #expect(early <= 5, "filmed before it was answered")
      #expect(film.report.closing == .closed(.ended) && film.leak == nil)
      let gap = try #require(film.gaps.first)
      #expect(film.gaps.count == 1 && gap.reason == .hold)
      // Dated back to the last moment at which it was not yet: nothing of the hold is filmed (N6).
      #expect(gap.span.start <= call.time(of: held) + 5)
      #expect(gap.span.end >= call.time(of: resumed))
      #expect(film.events.map(\.kind) == [.answered, .held, .resumed, .ended])
      let hold = [
        call.time(of: held) - gap.span.start, gap.span.end - call.time(of: resumed),
      ]
      return -early <= 150 && abs(late) <= 150 && hold.allSatisfy { $0 <= 300 }
    }

    @Test("wakes nobody while there is no call") func rest() throws {
      let processes = try ["callreel-source-baresip", "callreel-indicator"].map {
        try #require(desk.processes($0).first)
      }
      try desk.wait(for: "a quiet agent") { $0.state == "idle" }
      try desk.waitForEnd(of: "callreel-recorder")
      try desk.pass(milliseconds: 300)
      let all = processes + [desk.agent.identifier]
      let before = all.map { ProcessTable.sleeps(of: $0) }
      try desk.pass(milliseconds: 1500)
      #expect(all.map { ProcessTable.sleeps(of: $0) } == before)
    }

    @Test("that another program takes over pauses the film, and nobody fights for it")
    func taken() throws {
      _ = try answer()
      try desk.pass(milliseconds: 1000)
      let other = Client(try LoopbackSocket.connected(.stream, port: employee.controlPort))
      try desk.wait(for: "the pause") { $0.state == "held" && $0.reason == "source-lost" }
      try desk.waitForLog("another program has the telephone's only connection")
      // Had it been taken back, this would be its end.
      #expect(try Waiting.wait([.init(other.rawValue)], milliseconds: 1500).isEmpty)
      other.leave()
      try desk.wait(for: "the film") { $0.state == "recording" }
      try customer.command("/hangup")
      try desk.waitUntilStored()
    }

    @Test("whose source stands still pauses the film until there is another") func silent() throws {
      _ = try answer()
      try desk.wait(for: "the source's questions") { $0.state == "recording" }
      try desk.pass(milliseconds: 600)
      let source = try #require(desk.processes("callreel-source-baresip").first)
      try desk.stop(source)
      try desk.wait(for: "the pause") { $0.state == "held" && $0.reason == "source-lost" }
      try desk.wait(for: "the film") { $0.state == "recording" }
      #expect(desk.processes("callreel-source-baresip") != [source])
      try customer.command("/hangup")
      try desk.waitUntilStored()
    }

    @Test("that crashes ends the film") func crashed() throws {
      _ = try answer()
      try desk.pass(milliseconds: 1000)
      try employee.restart()
      try desk.wait(for: "the end") { $0.state == "idle" }
      #expect(desk.log.contains("telephony does not answer a source"))
    }

    /// A console's command and an invitation are datagrams: on a busy machine one may be lost.
    private func ring() throws {
      for _ in 0..<2 {
        try customer.call(employee)
        let isRinging = try? desk.wait(for: "the ringing", milliseconds: 6000) {
          $0.state == "armed" && $0.reason == "ringing"
        }
        guard isRinging == nil else { return }
        try customer.command("/hangup")
      }
      try customer.call(employee)
      try desk.wait(for: "the ringing") { $0.state == "armed" && $0.reason == "ringing" }
    }

    /// The employee's telephone rings and is picked up; the moment of that.
    private func answer() throws -> BootTime {
      try ring()
      let moment = try employee.command("/accept")
      let isFilmed = try? desk.wait(for: "the film", milliseconds: 6000) {
        $0.state == "recording"
      }
      guard isFilmed == nil else { return moment }
      let again = try employee.command("/accept")
      try desk.wait(for: "the film") { $0.state == "recording" }
      return again
    }
  }
}

/// A program that came after Callreel.
private final class Client {
  private var socket: Descriptor?

  init(_ socket: consuming Descriptor) { self.socket = consume socket }

  var rawValue: Int32 { socket?.rawValue ?? -1 }

  func leave() { socket = nil }
}
