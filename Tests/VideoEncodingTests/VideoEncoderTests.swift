import Geometry
import Redaction
import Testing
import Timeline
import VideoEncoding

@Suite("Encoding redacted frames") struct VideoEncoderTests {
  @Test("gives one packet for one frame, at once") func onePacket() throws {
    var camera = try Camera()
    let frames = try camera.film([0, 67, 133, 5_000])
    #expect(frames.map(\.time.milliseconds) == [0, 67, 133, 5_000])
    #expect(frames.map(\.isKey) == [true, false, false, false])
    #expect(frames.allSatisfy { !$0.bytes.isEmpty })
  }

  @Test("makes a key frame where one is asked for, and only there") func keyFrames() throws {
    var encoder = try VideoEncoder(size: PixelSize(width: 64, height: 48))
    let blank = RedactedFrame.blank(size: PixelSize(width: 64, height: 48))
    var keys: [Bool] = []
    for time in 0..<400 as Range<Int64> {
      let at = CallTime(milliseconds: time * 67)
      keys.append(try encoder.encode(blank, at: at, keyFrame: time % 150 == 0).isKey)
    }
    #expect(keys.indices.filter { keys[$0] } == [0, 150, 300])
  }

  @Test("what is decoded is what was shown") func decoded() throws {
    let scratch = try ScratchDirectory()
    var camera = try Camera()
    let times: [Int64] = [0, 40, 133, 200, 267, 900]
    let file = try scratch.write("film.mp4", try camera.segment(times, end: 1000))
    let pictures = try scratch.decode(file, camera.size)
    #expect(pictures.count == times.count)
    for (picture, time) in zip(pictures, times) {
      #expect(picture.distance(to: camera.picture(Int(time))) < 2)
      #expect(picture.distance(to: camera.picture(Int(time) + 1)) > 5, "the right one, that is")
    }
  }

  @Test("odd sizes of blocks keep their edges") func oddBlocks() throws {
    let scratch = try ScratchDirectory()
    var camera = try Camera(PixelSize(width: 130, height: 70))
    let file = try scratch.write("film.mp4", try camera.segment([0], end: 40))
    let pictures = try scratch.decode(file, camera.size)
    #expect(try #require(pictures.first).distance(to: camera.picture(0)) < 2)
  }

  @Test("two encoders of one size make joinable film") func parameters() throws {
    let size = PixelSize(width: 640, height: 360)
    let first = try VideoEncoder(size: size).parameters
    let second = try VideoEncoder(size: size).parameters
    #expect(first == second && first.size == size && !first.extradata.isEmpty)
    var finer = VideoSettings()
    finer.quantiser = 10
    #expect(try VideoEncoder(size: size, settings: finer).parameters != first)
  }

  @Test("the colours are tagged as they are made") func colours() throws {
    let scratch = try ScratchDirectory()
    var camera = try Camera()
    let file = try scratch.write("film.mp4", try camera.segment([0], end: 40))
    let tags = try scratch.probe(
      file, "stream=pix_fmt,color_range,color_space,color_transfer,color_primaries,has_b_frames")
    #expect(tags == ["0,yuv420p,tv,smpte170m,bt709,bt709"])
  }

  @Test("is ready soon") func startUp() throws {
    let clock = ContinuousClock()
    let times = try (0..<3).map { _ in
      try clock.measure { _ = try VideoEncoder(size: PixelSize(width: 1920, height: 1080)) }
    }
    print("VideoEncoder.init at 1920x1080: \(times.map(\.description).joined(separator: ", "))")
    #expect(times.min() ?? .seconds(1) < .milliseconds(100))
  }
}
