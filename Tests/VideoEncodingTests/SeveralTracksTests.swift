import Geometry
import LinuxSystem
import Testing
import Timeline
import VideoEncoding

/// Encodes segments of several tracks.
private struct Studio: ~Copyable {
  var first: Camera
  var second: Camera

  init(second size: PixelSize = PixelSize(width: 160, height: 96)) throws {
    let first = try Camera()
    let second = try Camera(size)
    self.first = first
    self.second = second
  }

  /// A segment with frames of track 1, track 4 or both.
  mutating func segment(_ left: [Int64], _ right: [Int64], end: Int64) throws -> [UInt8] {
    var tracks: [FilmTrack] = []
    var frames: [[EncodedFrame]] = []
    if !left.isEmpty {
      tracks.append(FilmTrack(number: 1, parameters: first.encoder.parameters))
      frames.append(try first.film(left))
    }
    if !right.isEmpty {
      tracks.append(FilmTrack(number: 4, parameters: second.encoder.parameters))
      frames.append(try second.film(right))
    }
    var muxer = try FragmentMuxer(tracks: tracks)
    return muxer.initialisation
      + (try muxer.fragment(frames, end: CallTime(milliseconds: end)))
  }
}

@Suite("Exporting several tracks") struct SeveralTracksTests {
  private let sizes = [
    1: PixelSize(width: 320, height: 192), 4: PixelSize(width: 200, height: 120),
  ]

  private func export(
    _ segments: [[UInt8]], _ container: FilmPlan.Container, end: Int64,
    sizes: [Int: PixelSize], _ scratch: borrowing ScratchDirectory
  ) throws -> String {
    let path = scratch.path + "/film"
    let file = try Files.openNew(path: path)
    let plan = FilmPlan(container: container, end: CallTime(milliseconds: end), sizes: sizes)
    var exporter = FilmExporter(plan: plan, descriptor: file.rawValue)
    for segment in segments { try exporter.append(segment) }
    try exporter.finish()
    return path
  }

  @Test("gives each its track of the whole length, with the card where a segment lacks it")
  func mp4() throws {
    let scratch = try ScratchDirectory()
    var studio = try Studio()
    var larger = try Studio(second: PixelSize(width: 200, height: 120))
    let segments = [
      try studio.segment([500, 900], [], end: 1500),
      try studio.segment([1500, 1600], [1500, 2900], end: 3000),
      try larger.segment([], [3000, 3200], end: 4000),
      try studio.segment([5000], [5000, 5400], end: 6000),
    ]
    let film = try export(segments, .mp4, end: 7000, sizes: sizes, scratch)
    let streams = "stream=width,height,start_pts,duration_ts,id:stream_disposition=default"
    let said = try scratch.probe(film, streams)
    #expect(said == ["320,192,0x1,0,7000,1", "200,120,0x4,0,7000,0"])
    let times = try (0...1).map { index in
      try scratch.probe(film, "packet=stream_index,pts").compactMap { line in
        line.hasPrefix("\(index),") ? Int64(line.dropFirst(2)) : nil
      }
    }
    #expect(
      times == [
        [0, 500, 900, 1500, 1600, 3000, 5000, 6000],
        [0, 1500, 2900, 3000, 3200, 4000, 5000, 5400, 6000],
      ])
    let left = try scratch.decode(film, studio.first.size)
    let right = try scratch.decode(film, larger.second.size, stream: 1)
    for card in [left[0], left[5], left[7], right[0], right[5], right[8]] {
      #expect(card.distance(to: .blank(card.size)) < 1)
    }
    #expect(left[2].distance(to: studio.first.picture(900)) < 2)
    #expect(right[4].distance(to: larger.second.picture(3200)) < 2)
    #expect(right[1].planes[200 * 4 + 4] == 50, "a smaller picture lies on the backdrop")
  }

  @Test("a stream repeats the card where the other track moves, in the order of time")
  func matroska() throws {
    let scratch = try ScratchDirectory()
    var studio = try Studio()
    let segments = [
      try studio.segment([0, 700, 2500], [], end: 4000),
      try studio.segment([4000], [4000], end: 5000),
    ]
    let film = try export(
      segments, .matroska, end: 5000,
      sizes: [1: studio.first.size, 4: studio.second.size], scratch)
    let packets = try scratch.probe(film, "packet=stream_index,pts")
      .map { $0.filter { $0 != " " } }.map { $0.hasSuffix(",") ? String($0.dropLast()) : $0 }
    #expect(
      packets == [
        "0,0", "1,0", "0,700", "1,1000", "1,2000", "0,2500", "1,3000", "0,4000", "1,4000", "0,5000",
        "1,5000",
      ])
  }

  @Test("refuses a track that the plan does not name, and tracks of different length")
  func refused() throws {
    let scratch = try ScratchDirectory()
    var studio = try Studio()
    let two = try studio.segment([0], [0], end: 500)
    #expect(throws: VideoError.damaged) {
      _ = try export([two], .matroska, end: 500, sizes: [1: studio.first.size], scratch)
    }
    try Files.remove(scratch.path + "/film")
    let late = try studio.segment([0], [20], end: 500)
    #expect(throws: VideoError.damaged) {
      _ = try export([late], .matroska, end: 500, sizes: [:], scratch)
    }
  }
}
