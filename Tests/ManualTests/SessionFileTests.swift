import LinuxSystem
import TestSupport
import Testing

/// Files that packages put into a session.
@Suite("Session files") struct SessionFileTests {
  private static let folder =
    (0..<3).reduce(#filePath) { path, _ in Files.parent(of: path) } + "/packaging/session"

  @Test("Chromium's start script takes the flag in, beside others") func chromium() throws {
    let script =
      "CHROMIUM_FLAGS=--other; . \(Self.folder)/chromium-accessibility; echo \"$CHROMIUM_FLAGS\""
    let output = try TestProgram.output(
      of: "/bin/sh", ["-c", script], environment: ["PATH=/usr/bin:/bin"])
    #expect(
      String(decoding: output, as: UTF8.self) == "--other --force-renderer-accessibility\n")
  }

  @Test("the session's variables are read by systemd as they are meant") func variables() throws {
    let home = try TemporaryDirectory()
    try Files.makeDirectories(home.path + "/environment.d")
    let name = "60-callreel-accessibility.conf"
    let bytes = try Files.read(path: Self.folder + "/" + name, limit: 1 << 16)
    try Files.create(path: home.path + "/environment.d/" + name, bytes)
    let output = try TestProgram.output(
      of: "/usr/lib/systemd/user-environment-generators/30-systemd-environment-d-generator", [],
      environment: ["PATH=/usr/bin:/bin", "XDG_CONFIG_HOME=" + home.path])
    let lines = Set(String(decoding: output, as: UTF8.self).split(separator: "\n"))
    #expect(lines.contains("QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1"))
    #expect(lines.contains("GTK_MODULES=gail:atk-bridge"))
  }
}
