import CallPolicy
import LinuxSystem
import SessionBus
import TestSupport
import Testing

extension EndToEnd {
  /// What those hear who see no icon (P2).
  @Suite("A screen reader") struct ScreenReaderTests {
    @Test("reads each state at the panel's icon and at the banner") func states() throws {
      let desk = try Desk()
      try desk.window().paint("808080")
      let host = try TrayHost(.lxqt, on: desk, isAccessible: true)
      try host.waitForIcon(of: .idle)
      try desk.waitUntilRead("No call is up.")
      let call = try desk.callUntilRecorded()
      try desk.waitUntilRead("Your screen is being recorded")
      try waitFor("Recording for training") { try desk.bannerName() }
      try desk.tell("held", call.identifier)
      try desk.waitUntilRead("The recording is paused")
      try waitFor("Paused: not recording") { try desk.bannerName() }
      try desk.tell("ended", call.identifier)
      try desk.waitUntilRead("No call is up.")
      try desk.setPrivate(true)
      try desk.waitUntilRead("Recording is switched off until")
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
