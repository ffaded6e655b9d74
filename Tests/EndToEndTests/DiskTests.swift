import ClipFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// What was sealed is not lost (P7), and what may not go on ends at once.
  @Suite("A film that cannot go on") struct DiskTests {
    @Test("for want of room keeps what was sealed", .enabled(if: Account.userNumber == 0))
    func diskFull() throws {
      var setting = Desk.Setting()
      setting.spool = .small
      let desk = try Desk(setting)
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2700)
      try desk.disk?.fill()
      try desk.wait(for: "the end") { $0.state != "recording" }
      try desk.tell("ended", call.identifier)
      try desk.disk?.empty()
      try desk.restartAgent()
      try desk.wait(for: "an empty spool") { !$0.isUploading && desk.isSpoolEmpty }
      let film = try desk.film(call)
      #expect(film.report.closing == .closed(.crash) && film.report.end.milliseconds >= 2000)
    }

    @Test("because the enrolment was withdrawn ends at once (F7)")
    func withdrawn() throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2500)
      let enrolment = desk.policy.directory + "/people/\(DeskPolicy.employee).toml"
      let text = try Files.read(path: enrolment, limit: 4096)
      try Files.remove(enrolment)
      try desk.wait(for: "off") { $0.state == "off" && $0.reason == "not-enrolled" }
      try window.paint("ff0000")
      try desk.tell("ended", call.identifier)
      try Files.create(path: enrolment, text)
      try desk.waitUntilStored()
      let film = try desk.film(call)
      #expect(film.leak == nil)
      #expect(film.report.closing == .closed(.policyWithdrawn))
    }
  }
}
