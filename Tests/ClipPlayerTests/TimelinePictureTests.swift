import ClipFormat
import ClipPlayer
import Testing
import Timeline

@Suite("The picture of a timeline") struct TimelinePictureTests {
  private static func gap(_ start: Int64, _ end: Int64, _ kind: GapKind) -> TimelineEntry {
    .gap(ClearGap(span: span(start, end), kind: kind))
  }

  @Test(
    "shows film, pauses and faults",
    arguments: [
      ([TimelineEntry.film(span(0, 12_000))], 12_000, "██████", "0:12"),
      (
        [.film(span(0, 4_000)), gap(4_000, 8_000, .paused), .film(span(8_000, 12_000))],
        12_000, "██▒▒██", "0:12"
      ),
      // A gap of a millisecond fills its cell, and a fault covers a pause.
      ([.film(span(0, 5_999)), gap(5_999, 6_000, .paused)], 6_000, "█████▒", "0:06"),
      (
        [gap(0, 500, .paused), gap(500, 501, .fault), .film(span(501, 6_000))],
        6_000, "╳█████", "0:06"
      ),
      (
        [gap(0, 500, .fault), gap(500, 501, .paused), .film(span(501, 6_000))],
        6_000, "╳█████", "0:06"
      ),
      // A gap that ends where a cell begins is not in that cell.
      ([gap(0, 1_000, .fault), .film(span(1_000, 6_000))], 6_000, "╳█████", "0:06"),
      ([.film(span(0, 3_723_000))], 3_723_000, "██████", "1:02:03"),
      ([], 0, "██████", "0:00"),
    ] as [([TimelineEntry], Int64, String, String)])
  func cells(timeline: [TimelineEntry], end: Int64, picture: String, length: String) {
    let blocks = TimelinePicture.line(timeline: timeline, end: end, width: 6, .blocks)
    #expect(blocks == "\(picture)  0:00 … \(length)")
    let plain = picture.map { ["█": "#", "▒": "-", "╳": "x"][$0] ?? "?" }.joined()
    let ascii = TimelinePicture.line(timeline: timeline, end: end, width: 6, .ascii)
    #expect(ascii == "\(plain)  0:00 .. \(length)")
  }

  @Test("no gap is too short for any width") func shortGaps() {
    for width in 1...80 {
      for start in stride(from: Int64(0), to: 997, by: 83) {
        let timeline: [TimelineEntry] = [
          .film(span(0, start)), Self.gap(start, start + 1, .fault), .film(span(start + 1, 997)),
        ]
        let line = TimelinePicture.line(timeline: timeline, end: 997, width: width, .ascii)
        #expect(line.prefix(width).count { $0 == "x" } >= 1)
      }
    }
  }

  @Test(
    "local times are plain",
    arguments: [
      (0, 0, "1970-01-01 00:00", "1970-01-01T00:00:00+00:00"),
      (1_795_000_029_000, 3_600, "2026-11-18 12:07", "2026-11-18T12:07:09+01:00"),
      (1_000, -12_600, "1969-12-31 20:30", "1969-12-31T20:30:01-03:30"),
    ] as [(Int64, Int, String, String)])
  func times(milliseconds: Int64, offset: Int, local: String, stamp: String) {
    #expect(
      ClockText.local(unixMilliseconds: milliseconds, zoneOffsetSeconds: offset) == local)
    #expect(
      ClockText.stamp(unixMilliseconds: milliseconds, zoneOffsetSeconds: offset) == stamp)
  }
}
