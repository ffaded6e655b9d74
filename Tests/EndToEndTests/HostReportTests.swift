import ClipFormat
import LinuxSystem
import TestSupport
import Testing

extension EndToEnd {
  /// What an administrator learns of a workstation without asking its employee.
  @Suite("A host of a fleet") struct HostReportTests {
    @Test("tells version, policy, what waits, and since when nothing does; no recordings")
    func report() throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      let fresh = try report(of: desk)
      #expect(fresh.contains(#""spool_bytes":0"#) && fresh.contains(#""last_upload":null"#))
      #expect(fresh.firstMatch(of: /"policy_hash":"[0-9a-f]{64}"/) != nil)
      let began = Clock.unixSeconds
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 1500)
      #expect(try !report(of: desk).contains(#""spool_bytes":0"#))
      try desk.hangUp(call)
      let stored = try report(of: desk)
      #expect(stored.contains(#""spool_bytes":0"#))
      let time = try #require(stored.firstMatch(of: /"last_upload":"([^"]+Z)"/)).1
      let since = try desk.run("date", "-d", String(time), "+%s")
      let seconds = try #require(Int64(since.filter(\.isNumber)))
      #expect((began...Clock.unixSeconds).contains(seconds))
      #expect(!stored.contains(call.clip.text))
    }

    /// Status 1 where the desk lacks a tray or a clock: what it prints counts.
    private func report(of desk: Desk) throws -> String {
      let doctor = try TestProgram(
        "callreel", ["doctor", "--json", "--config", desk.policy.directory],
        environment: desk.environment)
      return String(decoding: try doctor.finish().output, as: UTF8.self)
    }
  }
}
