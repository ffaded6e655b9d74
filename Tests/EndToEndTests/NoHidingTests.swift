import Geometry
import LinuxSystem
import TestSupport
import Testing

extension EndToEnd {
  /// Nothing that a session or a policy says hides the indicator (P2).
  @Suite("There is no way to hide it") struct NoHidingTests {
    @Test("whatever the environment and the policy say")
    func settings() throws {
      for (variables, more) in [
        (
          [
            "CALLREEL_INDICATOR=none", "CALLREEL_BANNER=0", "CALLREEL_SILENT=1", "LC_ALL=C",
            "LC_MESSAGES=none", "TZ=none", "XDG_SESSION_TYPE=tty", "XDG_CURRENT_DESKTOP=none",
            "SWIFT_BACKTRACE=enable=no",
          ], "[indicator]\nbanner = \"auto\"\n[private]\nhotkey = \"\""
        ),
        (["LC_ALL=nl_NL.UTF-8"], "[indicator]\nbanner = \"always\""),
      ] {
        var setting = Desk.Setting()
        setting.variables = variables
        setting.terms.more = more
        try expectShown(on: Desk(setting))
      }
    }

    @Test("also where there is no font for its words")
    func noFonts() throws {
      var setting = Desk.Setting()
      setting.prepare = { policy in
        let folder = Files.parent(of: policy.directory) + "/.config/fontconfig"
        try Files.makeDirectories(folder)
        let none = """
          <?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><selectfont>
          <rejectfont><glob>*</glob></rejectfont></selectfont></fontconfig>
          """
        try Files.create(path: folder + "/fonts.conf", Array(none.utf8))
      }
      try expectShown(on: Desk(setting))
    }

    private func expectShown(on desk: Desk) throws {
      let window = try desk.window(geometry: "200x160+40+80")
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      #expect(try desk.status().indicator == "banner")
      let place = try desk.banner()
      #expect(place.contains("IsViewable"))
      // The dot is red, 22 pixels from the left and 18 from the top.
      func number(_ words: String) -> Int? {
        place.split(separator: "\n").first { $0.contains(words) }
          .flatMap { $0.split(separator: " ").last }.flatMap { Int($0) }
      }
      let left = try #require(number("Absolute upper-left X:"))
      let top = try #require(number("Absolute upper-left Y:"))
      let picture = try ScreenPicture(of: desk)
      let index = ((top + 18) * picture.size.width + left + 22) * 3
      #expect(picture.bytes[index] > 180 && picture.bytes[index + 1] < 90)
      try desk.tell("ended", call.identifier)
    }
  }
}
