import CallPolicy
import Glibc
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// What shows the recording is killed, stopped, covered or hidden at a random moment (P2).
  @Suite("Losses of the indicator") struct IndicatorLossTests {
    enum Loss: CaseIterable, Hashable, CustomTestStringConvertible {
      case trayKilled
      case trayCovered
      case trayHidden
      case indicatorKilled
      case indicatorStopped
      case bannerHidden
      case panel(TrayHost.Kind, PanelLoss)

      static let allCases: [Loss] =
        [
          .trayKilled, .trayCovered, .trayHidden, .indicatorKilled, .indicatorStopped,
          .bannerHidden,
        ]
        + PanelLoss.allCases.flatMap { loss in
          [TrayHost.Kind.xfce, .lxqt, .mate].map { .panel($0, loss) }
        }

      var testDescription: String {
        if case .panel(let kind, let loss) = self { "\(kind) \(loss)" } else { "\(self)" }
      }

      var host: TrayHost.Kind? {
        switch self {
        case .trayKilled, .trayCovered, .trayHidden: .trayer
        case .indicatorKilled, .indicatorStopped, .bannerHidden: nil
        case .panel(let kind, _): kind
        }
      }

      /// What is proved to be seen before the loss.
      var sign: String {
        switch host {
        case .trayer: "xembed"
        case nil: "banner"
        case .xfce, .lxqt, .mate: "tray"
        }
      }
    }

    @Test(
      "end fetching within 250 ms, until another was seen",
      .enabled(if: Account.variable("CALLREEL_LOSSES") != nil, "a long proof"))
    func proof() throws {
      let count = Account.variable("CALLREEL_LOSSES").flatMap { Int($0) } ?? 50
      var worst: [Loss: Outcome] = [:]
      for index in 0..<count {
        let loss = Loss.allCases[index % Loss.allCases.count]
        let outcome = try undergo(loss, after: Int.random(in: 0...300))
        worst[loss] = worst[loss].map { $0.worse(outcome) } ?? outcome
      }
      for loss in Loss.allCases {
        guard let worst = worst[loss] else { continue }
        let fetching =
          worst.lastFetch.map { "nothing was fetched after \($0) ms" } ?? "the lease never ended"
        print("\(loss.testDescription): another seen after \(worst.seen) ms; \(fetching)")
      }
    }

    /// What a loss came to, in milliseconds from it.
    private struct Outcome {
      var seen: Int64
      /// When fetching ended; nil where it never had to.
      var lastFetch: Int64?

      func worse(_ other: Outcome) -> Outcome {
        let ends = [lastFetch, other.lastFetch].compactMap { $0 }
        return Outcome(seen: max(seen, other.seen), lastFetch: ends.max())
      }
    }

    private func undergo(_ loss: Loss, after milliseconds: Int) throws -> Outcome {
      let desk = try Desk()
      let window = try desk.window(geometry: "200x160+40+80")
      try window.paint("808080")
      let host = try loss.host.map { try TrayHost($0, on: desk, isAccessible: true) }
      try host?.waitForIcon(of: .idle)
      let call = try desk.callUntilRecorded()
      try desk.wait(for: loss.sign) { $0.indicator == loss.sign }
      try desk.pass(milliseconds: 1000 + milliseconds)
      let lost = call.time(of: BootTime(nanoseconds: Clock.bootNanoseconds))
      let regain = try lose(loss, host, window, on: desk)
      try desk.wait(for: "another") { $0.indicator == "banner" && $0.state == "recording" }
      let seen = call.time(of: BootTime(nanoseconds: Clock.bootNanoseconds))
      try desk.pass(milliseconds: 1500)
      withExtendedLifetime(regain) {}
      try desk.hangUp(call)
      let film = try desk.film(call)
      #expect(film.leak == nil, "\(loss)")
      #expect(film.gaps.allSatisfy { $0.reason == .indicatorLost }, "\(loss)")
      if loss == .indicatorStopped { #expect(!film.gaps.isEmpty) }
      // Later ones are a busy machine's.
      let last = film.gaps.map(\.span.start).filter { $0 >= lost && $0 < seen }
        .map { $0 - lost }.max()
      if let last { #expect(last <= 250, "\(loss)") }
      return Outcome(seen: seen - lost, lastFetch: last)
    }

    /// What is given back keeps up what was done, such as a window that covers.
    private func lose(
      _ loss: Loss, _ host: TrayHost?, _ window: DeskWindow, on desk: Desk
    ) throws -> (() throws -> Void)? {
      switch loss {
      case .trayKilled: if let host { kill(host.program.identifier, SIGKILL) }
      case .panel(_, let loss): return try host?.lose(loss)
      case .trayHidden:
        try desk.run("xdotool", "search", "--onlyvisible", "--class", "trayer", "windowunmap")
      case .trayCovered:
        try desk.run(
          "xdotool", "search", "--class", DeskPolicy.windowClass, "windowmove", "0", "80",
          "windowsize", "200", "400",
          "windowraise")
      case .bannerHidden:
        try desk.run("xdotool", "search", "--name", "^Callreel$", "windowunmap")
      case .indicatorKilled:
        for process in desk.processes("callreel-indicator") { kill(process, SIGKILL) }
      case .indicatorStopped:
        let process = try #require(desk.processes("callreel-indicator").first)
        try desk.stop(process)
        // From the lease's end on nothing that shows may be in the film.
        try desk.pass(milliseconds: 270)
        try window.paint("ff0000")
        try desk.pass(milliseconds: 300)
        try window.paint("808080")
        kill(process, SIGCONT)
      }
      return nil
    }
  }
}
