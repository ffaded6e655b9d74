import LinuxSystem
import SessionBus
import TestSupport
import Testing

extension EndToEnd {
  /// The pages that the tray's menu opens (N4, N8).
  @Suite("The tray's pages") struct TrayPageTests {
    @Test(
      "are opened by the desktop's own program, and are the employee's alone",
      arguments: [
        (103, "notice.html", "Recording of your screen"), (104, "journal.html", "no call was"),
        (105, "help.html", "a ring with a dot"), (106, "opened.html", "Nobody has used a key"),
        (107, "requests.html", "callreel request erase CLIP"),
      ])
    func opened(number: Int, name: String, words: String) throws {
      var setting = Desk.Setting()
      setting.prepare = { policy in
        let root = Files.parent(of: policy.directory)
        for folder in ["/data/applications", "/xdg"] { try Files.makeDirectories(root + folder) }
        try Files.create(
          path: root + "/viewer", Array("#!/bin/sh\ncp \"$1\" \(root)/seen\n".utf8), mode: 0o755)
        let entry = "[Desktop Entry]\nType=Application\nName=Viewer\nExec=\(root)/viewer %f\n"
        try Files.create(path: root + "/data/applications/viewer.desktop", Array(entry.utf8))
        let defaults = "[Default Applications]\ntext/html=viewer.desktop\n"
        try Files.create(path: root + "/xdg/mimeapps.list", Array(defaults.utf8))
      }
      let desk = try Desk(setting)
      try desk.wait(for: "idle") { $0.state == "idle" }
      try desk.run(
        "busctl", "--address=" + desk.busAddress, "call", "org.callreel.Agent",
        "/StatusNotifierItem/Menu", "com.canonical.dbusmenu", "Event", "isvu", "\(number)",
        "clicked", "s", "", "0")
      let deadline = Clock.bootMilliseconds + 10_000
      while (try? Files.status(path: desk.root + "/seen").size) ?? 0 == 0 {
        guard Clock.bootMilliseconds < deadline else { throw TestTimeout(name) }
        try desk.pass(milliseconds: 20)
      }
      let page = desk.policy.state + "/pages/" + name
      #expect(try Files.status(path: page).mode == 0o600)
      let text = String(decoding: try Files.read(path: page, limit: 1 << 16), as: UTF8.self)
      #expect(text.hasPrefix("<!DOCTYPE html>") && text.contains(words), "\(text)")
      // A copy must not outlive what the journal forgets.
      try desk.restartAgent()
      #expect(!Files.exists(page))
    }
  }
}
