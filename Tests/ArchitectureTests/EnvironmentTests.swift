import LinuxSystem
import Testing

@Suite("Environment variables") struct EnvironmentTests {
  /// What the programs of a session may read, and why none of it can hide the indicator (P2): where
  /// things are, who speaks, what the display is, and who started them.
  private static let known: Set = [
    "HOME", "PATH", "LANG", "LC_ALL", "LC_MESSAGES", "TZ", "DISPLAY", "XAUTHORITY",
    "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "XDG_SESSION_ID", "XDG_STATE_HOME",
    "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "CREDENTIALS_DIRECTORY",
  ]

  @Test("that the session's programs read are these")
  func read() throws {
    let files = try SourceTree().swiftFiles(below: "Sources").filter { file in
      !["callreel", "ClipPlayer"].contains(file.target) && file.layer != "Pure"
        && file.lines.contains { $0.contains("variable(") || $0.contains("environment") }
    }
    #expect(files.count > 4)
    var found: Set<String> = []
    for line in files.flatMap(\.lines) {
      for (index, part) in line.split(separator: "\"", omittingEmptySubsequences: false)
        .enumerated()
      where index % 2 == 1 && part.count > 1 {
        if part.allSatisfy({ $0.isUppercase || $0 == "_" }) { found.insert(String(part)) }
      }
    }
    // Methods of HTTP.
    found.subtract(["GET", "HEAD", "PUT", "DELETE"])
    #expect(found == Self.known)
  }
}
