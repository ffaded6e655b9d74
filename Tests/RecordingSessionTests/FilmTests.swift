import ClipFormat
import Geometry
import ProcessMessages
import Redaction
import TestSupport
import Testing
import Timeline

@testable import RecordingSession

extension DecodedFilm {
  /// Where each segment lies and which tracks it has.
  fileprivate var layouts: [String] {
    segments.map { segment in
      "\(segment.span.start.milliseconds)-\(segment.span.end.milliseconds) \(segment.tracks)"
    }
  }

  /// Each fragment has a frame at its start on each of its tracks, and its manifest counts them.
  fileprivate func expectWholeFragments() {
    for fragment in fragments {
      let shown = segments.filter { $0.span.start <= fragment.span.start }.last?.tracks ?? []
      var count = 0
      for track in shown {
        let inside = (tracks[track] ?? []).filter {
          fragment.span.start <= $0.time && $0.time < fragment.span.end
        }
        #expect(inside.first?.time == fragment.span.start)
        count += inside.count
      }
      #expect(count == Int(fragment.manifest.frames))
    }
  }
}

@Suite("A film of several monitors") struct FilmTests {
  private let window = PixelRegion(x: 4, y: 10, width: 8, height: 8)

  @Test("follows its window onto another monitor without a gap") func follows() throws {
    var studio = try Studio()
    var film = try studio.film()
    try film.run(from: 0, to: 9000) { time in
      switch time {
      case 0: Studio.seen(time, x: 4)
      case 1300: Studio.seen(time, x: 68, luma: 90)
      default: nil
      }
    }
    #expect(try film.close(.ended, at: at(9000)).outcome == .kept)
    let developed = try studio.developed()
    #expect(developed.layouts == ["0-1300 [1]", "1300-6300 [1, 2]", "6300-9000 [2]"])
    #expect(developed.gaps.isEmpty && developed.report.end == at(9000))
    developed.expectWholeFragments()
    #expect(developed.frame(at: at(1299))?.luma(window) ?? 0 > 190)
    #expect(developed.frame(at: at(1300))?.luma(window) ?? 0 == 50)
    #expect(developed.frame(at: at(1300), track: 2)?.luma(window) ?? 0 == 90)
    #expect(developed.frame(at: at(8999), track: 2)?.size == PixelSize(width: 46, height: 32))
    #expect(developed.frame(at: at(1299), track: 2) == nil)
    #expect(developed.frame(at: at(6300), track: 1) == nil)
  }

  @Test("starts a segment where a monitor takes another size, or goes") func rearranged() throws {
    var studio = try Studio()
    var film = try studio.film()
    let wide = Monitor(track: 1, region: PixelRegion(x: 0, y: 0, width: 80, height: 50))
    try film.run(from: 0, to: 4000) { time in
      switch time {
      case 0: Studio.seen(time, x: 56)
      case 1000: Studio.seen(time, x: 56, monitors: [wide])
      case 2500: Studio.seen(time, x: 56)
      default: nil
      }
    }
    #expect(try film.close(.ended, at: at(4000)).outcome == .kept)
    let developed = try studio.developed()
    #expect(developed.layouts == ["0-1000 [1, 2]", "1000-2500 [1]", "2500-4000 [1, 2]"])
    #expect(developed.gaps.isEmpty)
    developed.expectWholeFragments()
    let sizes = [999, 1000, 2500].map { developed.frame(at: at($0))?.size }
    #expect(sizes == [.init(width: 64, height: 48), .init(width: 80, height: 50), sizes[0]])
    #expect(
      developed.frame(at: at(1500))?.luma(PixelRegion(x: 58, y: 10, width: 12, height: 8)) ?? 0
        > 190)
  }

  @Test("a change at a segment's own start, and where a fragment starts", arguments: [5000, 2000])
  func atBoundary(change: Int64) throws {
    var studio = try Studio()
    var film = try studio.film()
    try film.run(from: 0, to: 7000) { time in
      switch time {
      case 0: Studio.seen(time, x: 4)
      case change: Studio.seen(time, x: 68)
      default: nil
      }
    }
    #expect(try film.close(.ended, at: at(7000)).outcome == .kept)
    let developed = try studio.developed()
    let second = change == 5000 ? "5000-7000 [1, 2]" : "2000-7000 [1, 2]"
    #expect(developed.layouts == ["0-\(change) [1]", second])
    developed.expectWholeFragments()
    #expect(developed.frame(at: at(change), track: 2)?.luma(window) ?? 0 > 190)
  }

  @Test(
    "an end takes a change of layout away that it is dated before",
    arguments: [(1200, 1250), (1200, 4000), (1100, 3500)] as [(Int64, Int64)])
  func cut(end: Int64, toldAt: Int64) throws {
    var studio = try Studio()
    var film = try studio.film()
    try film.run(from: 0, to: toldAt) { time in
      switch time {
      case 0: Studio.seen(time, x: 4)
      case 1200: Studio.seen(time, x: 68)
      default: nil
      }
    }
    try film.pause(.paused, at: at(end))
    try film.run(from: 5000, to: 7000) { $0 == 5000 ? Studio.seen($0, x: 4) : nil }
    #expect(try film.close(.ended, at: at(7000)).outcome == .kept)
    let developed = try studio.developed()
    // The fragment that ended at the change is sealed: a pause within it takes it, too.
    let first = end == 1200 || toldAt - 300 < 1200 ? "0-\(end) [1]" : nil
    #expect(developed.layouts == [first, "5000-7000 [1]"].compactMap { $0 })
    #expect(developed.gaps.map(\.span) == [span(first == nil ? 0 : end, 5000)])
    developed.expectWholeFragments()
  }

  @Test("a film that ends while telephony is lost says so in its last gap (P8)") func lost()
    throws
  {
    var studio = try Studio()
    var film = try studio.film()
    try film.run(from: 0, to: 6000) { $0 == 0 ? Studio.seen($0, x: 4) : nil }
    try film.pause(.sourceLost, at: at(6000))
    #expect(try film.close(.ended, at: at(36_000)).outcome == .kept)
    let developed = try studio.developed()
    #expect(developed.gaps == [Gap(span: span(6000, 36_000), reason: .sourceLost)])
    #expect(developed.report.closing == .closed(.ended) && developed.report.end == at(36_000))
  }

  @Test("heavy fragments end early, and so do heavy segments") func heavy() throws {
    var studio = try Studio()
    var film = try studio.film(heavyBytes: 600)
    try film.run(from: 0, to: 6000) { time in
      Studio.seen(time, x: time / 100 % 2 == 0 ? 4 : 58, luma: UInt8(60 + time / 100))
    }
    #expect(try film.close(.ended, at: at(6000)).outcome == .kept)
    let developed = try studio.developed()
    #expect(developed.fragments.count > 6 && developed.segments.count > 3)
    #expect(developed.fragments.allSatisfy { $0.media.count < 4000 })
    #expect(developed.gaps.isEmpty && developed.report.end == at(6000))
    developed.expectWholeFragments()
  }

  @Test("begins with the monitor that shows the window, also when it began empty") func blank()
    throws
  {
    var studio = try Studio()
    var film = try studio.film()
    let first = Studio.seen(40, x: 68)
    try film.startBlank(for: first)
    _ = film.observe(first, at: at(40))
    try film.run(from: 100, to: 1500) { _ in nil }
    #expect(try film.close(.ended, at: at(1500)).outcome == .kept)
    let developed = try studio.developed()
    #expect(developed.layouts == ["0-1500 [2]"])
    #expect(developed.frame(at: at(39))?.luma(window) == 50)
    #expect(developed.frame(at: at(40))?.luma(window) ?? 0 > 190)
    developed.expectWholeFragments()
  }
}
