import LinuxSystem
import TestSupport
import Testing

extension EndToEnd {
  /// A figure that nobody can measure again is none.
  @Suite("packaging/bench") struct BenchTests {
    @Test("films, plays and compares a still screen") func trial() throws {
      let programs = Files.parent(of: CommandRun.path("callreel"))
      let bench = ObjectServer.repository + "/packaging/bench.d/bench.py"
      let run = try CommandRun(
        program: "/usr/bin/python3", ["-B", bench, "--programs", programs, "--try"])
      #expect(run.end == .exited(0), "\(run.error)")
      for key in ["recorder_cpu", "server_cpu", "peak_mb", "kb_per_minute", "ssim", "ssim_text"] {
        #expect(run.output.contains("\"\(key)\": "), "\(key) in \(run.output)")
      }
    }
  }
}
