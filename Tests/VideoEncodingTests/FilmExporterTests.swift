import Geometry
import LinuxSystem
import Testing
import Timeline
import VideoEncoding

private func span(_ start: Int64, _ end: Int64) -> CallSpan {
  CallSpan(start: CallTime(milliseconds: start), end: CallTime(milliseconds: end))
}

private func plan(
  _ container: FilmPlan.Container = .mp4, end: Int64, gaps: [CallSpan] = []
) -> FilmPlan {
  FilmPlan(container: container, end: CallTime(milliseconds: end), gaps: gaps)
}

extension ScratchDirectory {
  /// Exports to a file in the directory and tells its path.
  fileprivate borrowing func export(
    _ segments: [[UInt8]], _ plan: FilmPlan, settings: VideoSettings = .init()
  ) throws -> String {
    try? Files.remove(path + "/film")
    let file = try Files.openNew(path: path + "/film")
    var exporter = FilmExporter(plan: plan, descriptor: file.rawValue, settings: settings)
    for segment in segments { try exporter.append(segment) }
    try exporter.finish()
    return path + "/film"
  }
}

@Suite("Exporting a film") struct FilmExporterTests {
  @Test(
    "joins segments and shows the card in the gaps",
    arguments: [
      FilmPlan.Container.mp4, .matroska,
    ])
  func card(container: FilmPlan.Container) throws {
    let scratch = try ScratchDirectory()
    var camera = try Camera()
    let segments = [
      try camera.segment([0, 67, 500], end: 2000), try camera.segment([2000, 2067], end: 3000),
      try camera.segment([9000, 9500], end: 10_000),
    ]
    let plan = plan(container, end: 12_000, gaps: [span(3000, 8990), span(10_000, 12_000)])
    let film = try scratch.export(segments, plan)
    var times: [Int64] = [0, 67, 500, 2000, 2067, 3000, 9000, 9500, 10_000]
    if container == .matroska { times.append(12_000) }
    #expect(
      try scratch.probe(film, "packet=pts").map { $0.filter { $0 != "," } } == times.map { "\($0)" }
    )
    let pictures = try scratch.decode(film, camera.size)
    #expect(pictures.count == times.count)
    for (time, picture) in zip(times, pictures) {
      let isCard = [3000, 10_000, 12_000].contains(time)
      let expected = isCard ? FlatPicture.blank(camera.size) : camera.picture(Int(time))
      #expect(picture.distance(to: expected) < 2, "at \(time)")
    }
  }

  @Test("copies frames as they are") func copied() throws {
    let scratch = try ScratchDirectory()
    var camera = try Camera()
    let segments = [try camera.segment([0, 100], end: 500), try camera.segment([500], end: 900)]
    let film = try scratch.export(segments, plan(end: 900))
    let source = try scratch.write("source.mp4", segments.flatMap { $0 })
    let copied = try scratch.decode(film, camera.size)
    #expect(try copied == scratch.decode(source, camera.size))
    #expect(
      try scratch.probe(film, "packet=pts,duration,flags")
        == ["0,100,K_", "100,400,__", "500,400,K_"])
    #expect(try scratch.probe(film, "stream=start_pts,duration_ts") == ["0,900"])
  }

  @Test("covers what no gap explains, too") func silentGaps() throws {
    let scratch = try ScratchDirectory()
    var camera = try Camera()
    let segments = [try camera.segment([400], end: 800), try camera.segment([2000], end: 2500)]
    let film = try scratch.export(segments, plan(end: 4000))
    #expect(
      try scratch.probe(film, "packet=pts,duration") == [
        "0,400", "400,400", "800,1200", "2000,500", "2500,1500",
      ])
    let pictures = try scratch.decode(film, camera.size)
    for card in [0, 2, 4] {
      #expect(pictures[card].distance(to: .blank(camera.size)) < 1)
    }
  }

  @Test("carries chapters and metadata", arguments: [FilmPlan.Container.mp4, .matroska])
  func annotations(container: FilmPlan.Container) throws {
    let scratch = try ScratchDirectory()
    var camera = try Camera()
    var plan = plan(container, end: 2000)
    plan.chapters = [
      .init(span: span(0, 700), title: "Answered"),
      .init(span: span(700, 2000), title: "Tenu en attente – é"),
    ]
    plan.metadata = [
      .init(key: "title", value: "Callreel"), .init(key: "purpose", value: "training"),
      .init(key: "expires", value: "2026-12-01"),
    ]
    let film = try scratch.export([camera.segment([0], end: 2000)], plan)
    let chapters = try scratch.probe(film, "chapter=start_time,end_time:chapter_tags=title")
    #expect(
      chapters == [
        "0.000000,0.700000,Answered", "0.700000,2.000000,Tenu en attente – é",
      ])
    let tags = try scratch.probe(film, "format_tags").joined()
    for tag in plan.metadata { #expect(tags.contains(tag.value), "\(tags)") }
  }

  @Test("brings another size and other settings into the film's form") func converted() throws {
    let scratch = try ScratchDirectory()
    var small = try Camera(PixelSize(width: 160, height: 96))
    var large = try Camera(PixelSize(width: 640, height: 480))
    var finer = VideoSettings()
    finer.quantiser = 12
    var other = try Camera(settings: finer)
    let segments = [
      try small.segment([0, 50], end: 500), try large.segment([500, 600], end: 1000),
      try other.segment([1000], end: 1200),
    ]
    var plan = plan(end: 1200)
    plan.sizes = [1: other.size]
    let film = try scratch.export(segments, plan)
    #expect(try scratch.probe(film, "packet=pts") == ["0", "50", "500", "600", "1000"])
    let pictures = try scratch.decode(film, other.size)
    #expect(pictures.count == 5)
    let centre = other.size.width * 96 + 160
    let edge = other.size.width * 96 + 20
    #expect(pictures[0].planes[edge] == 50 && pictures[0].planes[centre] != 50)
    #expect(pictures[2].planes[edge] == 50, "a wide picture in a tall film has bars")
    #expect(pictures[4].distance(to: other.picture(1000)) < 3)
  }
}

@Suite("Film that cannot be exported") struct DamagedFilmTests {
  private func failure(_ segments: [[UInt8]], _ plan: FilmPlan) throws -> VideoError? {
    let scratch = try ScratchDirectory()
    do {
      _ = try scratch.export(segments, plan)
      return nil
    } catch let error as VideoError {
      return error
    }
  }

  @Test("a segment cut short anywhere") func truncated() throws {
    var camera = try Camera(PixelSize(width: 64, height: 48))
    var muxer = try FragmentMuxer(parameters: camera.encoder.parameters)
    let frames = try camera.film([0, 100, 200])
    var segment = muxer.initialisation
    segment += try muxer.fragment(Array(frames[..<2]), end: CallTime(milliseconds: 200))
    let whole = segment.count
    segment += try muxer.fragment(Array(frames[2...]), end: CallTime(milliseconds: 500))
    #expect(try failure([segment], plan(end: 500)) == nil)
    for length in stride(from: 0, to: segment.count, by: 7) where length != whole {
      #expect(try failure([Array(segment[..<length])], plan(end: 500)) == .damaged, "\(length)")
    }
  }

  @Test("no segment, noise, order, frames in a gap or after the end") func refused() throws {
    var camera = try Camera(PixelSize(width: 64, height: 48))
    let first = try camera.segment([0, 100], end: 500)
    let second = try camera.segment([500, 600], end: 900)
    #expect(try failure([], plan(end: 500)) == .damaged)
    #expect(try failure([Array(repeating: 7, count: 4000)], plan(end: 500)) == .damaged)
    #expect(try failure([second, first], plan(end: 900)) == .damaged)
    #expect(try failure([first, first], plan(end: 900)) == .damaged)
    for gap in [span(400, 500), span(450, 600), span(500, 501), span(550, 700)] {
      #expect(try failure([first, second], plan(end: 900, gaps: [gap])) == .damaged)
    }
    #expect(try failure([first, second], plan(end: 600)) == .damaged)
    #expect(try failure([first, second], plan(end: 900)) == nil)
  }

  @Test("a segment that needs the frames before it") func noKeyFrame() throws {
    var camera = try Camera(PixelSize(width: 64, height: 48))
    let frames = try camera.film([0, 100, 200])
    let segments = try [Array(frames[..<1]), Array(frames[1...])].map { frames in
      var muxer = try FragmentMuxer(parameters: camera.encoder.parameters)
      let end = frames.count == 1 ? frames[0].time + 100 : frames[0].time + 200
      return muxer.initialisation + (try muxer.fragment(frames, end: end))
    }
    #expect(try failure(segments, plan(end: 300)) == .damaged)
    #expect(try failure([segments[1]], plan(end: 300)) == .damaged)
    #expect(try failure([segments[0]], plan(end: 300)) == nil)
  }

  @Test("a full disk is an error of the output") func full() throws {
    var camera = try Camera()
    let segments = try (0..<40 as Range<Int64>).map {
      try camera.segment([$0 * 100], end: $0 * 100 + 100)
    }
    let full = try Files.openForAppending(path: "/dev/full")
    var exporter = FilmExporter(plan: plan(.matroska, end: 4000), descriptor: full.rawValue)
    var failure: VideoError?
    do throws(VideoError) {
      for segment in segments { try exporter.append(segment) }
    } catch {
      failure = error
    }
    #expect(failure == .output(code: -28))
  }
}
