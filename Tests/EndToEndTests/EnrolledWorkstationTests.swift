import LinuxSystem
import TestSupport
import Testing

extension EndToEnd {
  /// One person at two machines is not recorded twice as much (F8).
  @Suite("The workstation of a person") struct EnrolledWorkstationTests {
    /// The person's file with this line of workstations, as an administrator writes it.
    private static func write(_ line: String, _ policy: DeskPolicy) throws {
      let path = policy.directory + "/people/\(DeskPolicy.employee).toml"
      let text = String(decoding: try Files.read(path: path, limit: 4096), as: UTF8.self)
      let others = text.split(separator: "\n").filter { !$0.hasPrefix("workstations") }
      let all = others.joined(separator: "\n") + "\n" + line + "\n"
      try Files.replace(path: path, Array(all.utf8))
    }

    private func doctor(_ desk: Desk) throws -> String {
      try CommandRun(
        ["doctor", "--config", desk.policy.directory], environment: desk.environment
      ).output
    }

    @Test("is named before anything is recorded, by the line that doctor prints") func named()
      throws
    {
      var setting = Desk.Setting()
      // As on a second workstation, to which the same files were brought.
      setting.prepare = { try Self.write("workstations = [\"0011223344556677\"]", $0) }
      let desk = try Desk(setting)
      _ = try desk.window()
      try desk.wait(for: "idle") { $0.state == "idle" }
      _ = try desk.answer("elsewhere")
      try desk.wait(for: "a refusal") { $0.state == "armed" && $0.reason == "other-workstation" }
      #expect(try doctor(desk).contains("it names other workstations"))
      try desk.tell("ended", "elsewhere")
      try desk.wait(for: "rest") { $0.state == "idle" }

      try Self.write("", desk.policy)
      try desk.restartAgent()
      try desk.wait(for: "idle") { $0.state == "idle" }
      _ = try desk.answer("unnamed")
      try desk.wait(for: "a refusal") { $0.state == "armed" && $0.reason == "no-workstation" }
      try desk.tell("ended", "unnamed")
      try desk.wait(for: "rest") { $0.state == "idle" }
      let advice = try doctor(desk)
      let start = try #require(advice.ranges(of: "workstations = [").first?.lowerBound, "\(advice)")
      let rest = advice[start...]
      let end = try #require(rest.firstIndex(of: "]"))
      try Self.write(String(rest[...end]), desk.policy)
      try desk.restartAgent()
      try desk.wait(for: "idle") { $0.state == "idle" }
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2_500)
      try desk.hangUp(call)
      #expect(try doctor(desk).contains("ok      enrolment"))
    }
  }
}
