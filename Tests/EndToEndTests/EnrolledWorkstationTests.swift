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

    @Test("is named by the line that doctor prints, and no other records") func named() throws {
      let desk = try Desk()
      _ = try desk.window()
      try desk.wait(for: "idle") { $0.state == "idle" }
      let advice = try doctor(desk)
      #expect(advice.contains("a second one with the same files would not be noticed"))
      let start = try #require(advice.ranges(of: "workstations = [").first?.lowerBound, "\(advice)")
      let end = try #require(advice[start...].firstIndex(of: "]"))
      try Self.write(String(advice[start...end]), desk.policy)
      try desk.restartAgent()
      try desk.wait(for: "idle") { $0.state == "idle" }
      try desk.hangUp(try desk.callUntilRecorded())
      #expect(try doctor(desk).contains("ok      enrolment"))

      // As on a second workstation, to which the same files were brought.
      try Self.write("workstations = [\"0011223344556677\"]", desk.policy)
      try desk.restartAgent()
      try desk.wait(for: "idle") { $0.state == "idle" }
      _ = try desk.answer("elsewhere")
      try desk.wait(for: "a refusal") { $0.state == "armed" && $0.reason == "other-workstation" }
      #expect(try doctor(desk).contains("it names other workstations"))
    }
  }
}
