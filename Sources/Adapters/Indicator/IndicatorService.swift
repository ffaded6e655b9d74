internal import Banner
internal import ByteCoding
internal import LinuxSystem
internal import ProcessMessages
internal import Timeline

/// The indicator process: shows that recording is on when the agent says so and proves that it can
/// be seen.
///
/// Asleep between X events and the agent's words; it asks for no image of anything.
package enum IndicatorService {
  /// Serves one agent until it goes or the display does; the result is the exit status.
  package static func run(agent rawValue: Int32, display: String?) -> Int32 {
    let agent = MessageSocket(owning: rawValue)
    do throws(BannerError) {
      var indicator = try SessionIndicator(display: display)
      while true {
        let watches = [agent.rawValue, indicator.descriptor].map { Waiting.Watch($0) }
        guard let ready = try? Waiting.wait(watches, milliseconds: indicator.dueMilliseconds) else {
          return 1
        }
        for report in try indicator.handleEvents() { try? agent.send(report.bytes) }
        guard ready.contains(agent.rawValue) else { continue }
        guard let message = try? agent.receive(),
          let command = try? IndicatorCommand(bytes: message.bytes)
        else { return 0 }
        try take(command, &indicator, agent)
      }
    } catch {
      try? agent.send(IndicatorReport.displayLost.bytes)
      return 69
    }
  }

  private static func take(
    _ command: IndicatorCommand, _ indicator: inout SessionIndicator,
    _ agent: borrowing MessageSocket
  ) throws(BannerError) {
    switch command {
    case .show(let style, let text, let isAlways):
      try indicator.show(style, text: text, always: isAlways)
    case .hide: indicator.hide()
    case .icon(let sign, let text): indicator.setIcon(sign, text: text)
    case .hotKey(let key):
      if !indicator.setHotKey(key) { try? agent.send(IndicatorReport.hotKeyRefused.bytes) }
    case .check(let place):
      // Taken before the question, so that a lease never reaches further than the proof (P2).
      let asked = BootTime(nanoseconds: Clock.bootNanoseconds)
      let report: IndicatorReport =
        switch try indicator.seen(tray: place) {
        case .trayItem: .seen(.trayItem, at: min(place?.asked ?? asked, asked))
        case let seen?: .seen(seen, at: asked)
        case nil: .notSeen
        }
      try? agent.send(report.bytes)
    }
  }
}
