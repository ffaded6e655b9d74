import CallPolicy
import LinuxSystem
import SessionBus
import TestSupport
import Testing

extension EndToEnd {
  /// What those hear who see no icon (P2).
  @Suite("A screen reader") struct ScreenReaderTests {
    /// Prints what programs say of what they show, to whoever asks.
    private static let reader = """
      import gi
      gi.require_version("Atspi", "2.0")
      from gi.repository import Atspi

      def tell(node, depth):
          if node is None or depth > 12:
              return
          print(node.get_name(), node.get_description())
          for index in range(node.get_child_count()):
              tell(node.get_child_at_index(index), depth + 1)

      desktop = Atspi.get_desktop(0)
      for index in range(desktop.get_child_count()):
          tell(desktop.get_child_at_index(index), 0)
      """

    @Test("reads each state at the panel's icon and at the banner") func states() throws {
      let desk = try Desk()
      try desk.window().paint("808080")
      let host = try TrayHost(.lxqt, on: desk, isAccessible: true)
      try host.waitForIcon(of: .idle)
      try waitFor("No call is up.", on: desk)
      let call = try desk.callUntilRecorded()
      try waitFor("Your screen is being recorded", on: desk)
      try waitFor("Recording for training") { try desk.bannerName() }
      try desk.tell("held", call.identifier)
      try waitFor("The recording is paused", on: desk)
      try waitFor("Paused: not recording") { try desk.bannerName() }
      try desk.tell("ended", call.identifier)
      try waitFor("No call is up.", on: desk)
      try desk.setPrivate(true)
      try waitFor("Recording is switched off until", on: desk)
    }

    private func waitFor(_ words: String, on desk: Desk) throws {
      try waitFor(words) { try desk.run("/usr/bin/python3", "-c", Self.reader) }
    }

    private func waitFor(_ words: String, in said: () throws -> String) throws {
      let deadline = Clock.bootMilliseconds + 15_000
      while true {
        let now = try said()
        if now.contains(words) { return }
        guard Clock.bootMilliseconds < deadline else { throw TestTimeout("\(words) in \(now)") }
      }
    }
  }
}
