internal import Banner
internal import ByteCoding
internal import LinuxSystem
internal import ProcessMessages
internal import Timeline

/// The indicator process: shows the banner when the agent says so and proves that it can be seen.
///
/// Asleep between X events and the agent's words; it asks for no image of anything.
package enum IndicatorService {
  /// Serves one agent until it goes or the display does; the result is the exit status.
  package static func run(agent rawValue: Int32, display: String?) -> Int32 {
    let agent = MessageSocket(owning: rawValue)
    do throws(BannerError) {
      var banner = try BannerWindow(display: display)
      while true {
        let watches = [agent.rawValue, banner.descriptor].map { Waiting.Watch($0) }
        guard let ready = try? Waiting.wait(watches, milliseconds: banner.dueMilliseconds) else {
          return 1
        }
        try banner.handleEvents()
        for _ in 0..<banner.takePresses() { try? agent.send(IndicatorReport.hotKeyPressed.bytes) }
        guard ready.contains(agent.rawValue) else { continue }
        guard let message = try? agent.receive(),
          let command = try? IndicatorCommand(bytes: message.bytes)
        else { return 0 }
        try take(command, &banner, agent)
      }
    } catch {
      try? agent.send(IndicatorReport.displayLost.bytes)
      return 69
    }
  }

  private static func take(
    _ command: IndicatorCommand, _ banner: inout BannerWindow, _ agent: borrowing MessageSocket
  ) throws(BannerError) {
    switch command {
    case .show(let style, let text): try banner.show(text: text, style: Banner.BannerStyle(style))
    case .hide: banner.hide()
    case .hotKey(let key):
      if !banner.setHotKey(key) { try? agent.send(IndicatorReport.hotKeyRefused.bytes) }
    case .check:
      // Taken before the question, so that a lease never reaches further than the proof (P2).
      let asked = BootTime(nanoseconds: Clock.bootNanoseconds)
      let report: IndicatorReport =
        switch banner.proof() {
        case .visible: .seen(at: asked)
        case .covered, .unmapped: .notSeen
        case .displayLost: throw .displayLost
        }
      try? agent.send(report.bytes)
    }
  }
}

extension Banner.BannerStyle {
  init(_ style: ProcessMessages.BannerStyle) {
    switch style {
    case .recording: self = .recording
    case .paused: self = .paused
    }
  }
}
