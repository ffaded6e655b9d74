import ClipFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// What happened when (F2, F6, N6, P8).
  @Suite("The film's timeline") struct TimelineTests {
    /// One tick of 15 a second, rounded up, in milliseconds.
    private static let interval: Int64 = 67
    /// What drawing and fetching take on top of it.
    private static let slack: Int64 = 10

    @Test("has every change within one tick, and nothing from before, after or the hold")
    func changes() throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("ff0000")
      try desk.pass(milliseconds: 100)
      try window.paint("202020")
      let call = try desk.callUntilRecorded()
      // The desk's calls are answered as soon as they ring: what the recorder has not watched for a
      // moment is hidden at first.
      try desk.pass(milliseconds: 200)
      let first = try paint(window, on: desk)
      let held = try desk.tell("held", call.identifier)
      try desk.wait(for: "the hold") { $0.state == "held" && $0.reason == "hold" }
      try window.paint("ff0000")
      try desk.pass(milliseconds: 700)
      try window.paint("202020")
      let resumed = try desk.tell("resumed", call.identifier)
      try desk.pass(milliseconds: 300)
      let second = try paint(window, on: desk)
      let ended = try desk.tell("ended", call.identifier)
      try window.paint("ff0000")
      try desk.waitUntilStored()

      let film = try desk.film(call)
      #expect(film.leak == nil)
      let late = (first + second).filter { !isOnTime($0, in: film, of: call) }
      // A busy machine may tick late now and then; the clip says how late (F2).
      #expect(late.count <= 3, "\(late.count) of \(first.count + second.count) came late")
      let gap = try #require(film.gaps.first)
      #expect(film.gaps.count == 1 && gap.reason == .hold)
      #expect(abs(gap.span.start - call.time(of: held)) <= 250)
      #expect((0...250).contains(gap.span.end - call.time(of: resumed)))
      #expect(film.allFrames.allSatisfy { $0.time < gap.span.start || $0.time >= gap.span.end })
      let end = call.time(of: ended)
      #expect(film.allFrames.allSatisfy { $0.time >= .answered && $0.time <= end })
      #expect(film.report.end <= end + 2 && film.report.closing == .closed(.ended))
      #expect(film.events.map(\.kind) == [.answered, .held, .resumed, .ended])
      #expect(film.opened.callIdentifier == call.identifier)
    }

    /// Steps of grey in an uneven rhythm.
    private func paint(_ window: DeskWindow, on desk: Desk) throws -> [Change] {
      var changes: [Change] = []
      for step in 0..<10 {
        let grey = step.isMultiple(of: 2) ? 0xa0 + step * 4 : 0x30 + step * 4
        let digits = String(grey, radix: 16)
        let (before, after) = try window.paint(digits + digits + digits)
        changes.append(Change(luma: 16 + 219 * grey / 255, before: before, after: after))
        try desk.pass(milliseconds: 133 + step * 17)
      }
      return changes
    }

    /// Whether a change shows within one tick; one that shows later than the clip admits, or not
    /// at all, is an issue.
    private func isOnTime(_ change: Change, in film: DecodedFilm, of call: FilmedCall) -> Bool {
      let (before, after) = (call.time(of: change.before), call.time(of: change.after))
      let shown = film.frames.first { frame in
        frame.time >= before - Self.interval
          && abs(Int(frame.luma(x: 190, y: 200)) - change.luma) <= 2
      }
      guard let shown else {
        Issue.record("the change at \(before.milliseconds) ms is not in the film")
        return false
      }
      let admitted =
        film.fragments
        .filter { $0.span.start <= after + Self.interval && after < $0.span.end }
        .map(\.longestObservation).max() ?? 0
      let longest = max(Self.interval, admitted) + Self.slack
      #expect(
        (before - Self.interval...after + longest).contains(shown.time),
        "\(before.milliseconds)...\(after.milliseconds) ms shows at \(shown.time.milliseconds) ms")
      return shown.time - after <= Self.interval + Self.slack
    }
  }
}

private struct Change {
  let luma: Int
  let before: BootTime
  let after: BootTime
}
