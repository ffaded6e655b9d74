import Geometry
import Testing
import Timeline
import VideoEncoding

@Suite("Fragments") struct FragmentMuxerTests {
  @Test("carry absolute times and the last frame's length") func times() throws {
    let scratch = try ScratchDirectory()
    var camera = try Camera()
    var muxer = try FragmentMuxer(parameters: camera.encoder.parameters)
    let frames = try camera.film([12_345, 12_400, 12_467, 14_345, 14_346, 20_001])
    var file = muxer.initialisation
    file += try muxer.fragment(Array(frames[..<3]), end: CallTime(milliseconds: 14_000))
    // 345 ms without film lie between the fragments.
    file += try muxer.fragment(Array(frames[3...]), end: CallTime(milliseconds: 20_333))
    let path = try scratch.write("segment.mp4", file)
    #expect(
      try scratch.probe(path, "packet=pts,dts,flags") == [
        "12345,12345,K_", "12400,12400,__", "12467,12467,__", "14345,14345,__",
        "14346,14346,__", "20001,20001,__",
      ])
    #expect(try scratch.probe(path, "stream=start_pts,duration_ts") == ["12345,20333"])
    #expect(sampleDurations(file) == [55, 67, 1533, 1, 5655, 332])
  }

  @Test("segments one after another are a film, too") func concatenated() throws {
    let scratch = try ScratchDirectory()
    var camera = try Camera()
    let starts: [Int64] = [0, 10_000, 30_000]
    let segments = try starts.map { try camera.segment([$0, $0 + 500], end: $0 + 1000) }
    for (start, segment) in zip(starts, segments) {
      let file = try scratch.write("\(start).mp4", segment)
      #expect(try scratch.decode(file, camera.size).count == 2)
    }
    let file = try scratch.write("all.mp4", segments.flatMap { $0 })
    let packets = try scratch.probe(file, "packet=pts,flags")
    #expect(
      packets == ["0,K_", "500,__", "10000,K_", "10500,__", "30000,K_", "30500,__"])
    let pictures = try scratch.decode(file, camera.size)
    #expect(pictures.count == 6)
    #expect(pictures[5].distance(to: camera.picture(30_500)) < 2)
  }

  @Test("say nothing of the library or the time of writing") func bare() throws {
    var camera = try Camera()
    let bytes = String(decoding: try camera.segment([0], end: 100), as: UTF8.self)
    #expect(!bytes.contains("Lavf") && !bytes.contains("Lavc"))
    #expect(try camera.segment([200], end: 300).count > 0)
  }

  @Test("several tracks share a segment") func tracks() throws {
    let scratch = try ScratchDirectory()
    var left = try Camera()
    var right = try Camera(PixelSize(width: 160, height: 96))
    var muxer = try FragmentMuxer(tracks: [
      FilmTrack(number: 2, parameters: left.encoder.parameters),
      FilmTrack(number: 7, parameters: right.encoder.parameters),
    ])
    let film = try muxer.fragment(
      [left.film([0, 400]), right.film([250, 300])], end: CallTime(milliseconds: 1000))
    let file = try scratch.write("two.mp4", muxer.initialisation + film)
    #expect(try scratch.probe(file, "stream=width,height,id") == ["320,192,0x2", "160,96,0x7"])
    #expect(
      Set(try scratch.probe(file, "packet=stream_index,pts"))
        == ["0,0", "0,400", "1,250", "1,300"])
    #expect(sampleDurations(film) == [400, 600, 50, 700])
    #expect(try scratch.decode(file, left.size)[1].distance(to: left.picture(400)) < 2)
    let others = try scratch.decode(file, right.size, stream: 1)
    #expect(others.count == 2 && others[1].distance(to: right.picture(300)) < 2)
  }
}

/// The lengths in all `trun` boxes that have one for each sample (ISO/IEC 14496-12, 8.8.8).
private func sampleDurations(_ bytes: [UInt8]) -> [Int] {
  func number(_ offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
  return bytes.indices.dropLast(16).filter { Array(bytes[$0..<$0 + 4]) == Array("trun".utf8) }
    .flatMap { box in
      let flags = number(box + 4)
      let fields = [0x100, 0x200, 0x400, 0x800].count { flags & $0 != 0 }
      let first = box + 12 + [1, 4].count { flags & $0 != 0 } * 4
      return (0..<number(box + 8)).map { flags & 0x100 == 0 ? -1 : number(first + $0 * fields * 4) }
    }
}
