import Geometry
import Glibc
import Redaction
import TestSupport
import Testing
import Timeline

@testable import ScreenCapture

@Suite("Requests of bounded size", .serialized, .timeLimit(.minutes(1)))
struct BandTests {
  @Test("bands cover a region exactly once, each within the limit, with even edges between")
  func bands() {
    var random = SeededGenerator(seed: 21)
    for _ in 0..<400 {
      let region = PixelRegion(
        x: Int(random.next() % 100) - 50, y: Int(random.next() % 100) - 50,
        width: Int(random.next() % 300), height: Int(random.next() % 300))
      let limit = Int(random.next() % 5000) + 4
      let bands = FetchPlan.bands(of: region, limitPixels: limit)
      #expect(bands.reduce(0) { $0 + $1.area } == region.area)
      var missing = RegionSet(region)
      for band in bands {
        #expect(!band.isEmpty && band.area <= limit && region.contains(band))
        #expect(band.x == region.x || band.x & 1 == 0)
        #expect(band.y == region.y || band.y & 1 == 0)
        missing.subtract(band)
      }
      #expect(missing.isEmpty)
    }
  }

  @Test(
    "as few as the limit allows",
    arguments: [
      (PixelSize(width: 1920, height: 1080), 1), (PixelSize(width: 2560, height: 1600), 1),
      (PixelSize(width: 3840, height: 2160), 2), (PixelSize(width: 7680, height: 4320), 8),
      (PixelSize(width: 32767, height: 32767), 256),
    ])
  func counts(size: PixelSize, count: Int) {
    let part = PlannedFetch(window: WindowID(rawValue: 1), region: PixelRegion(size))
    #expect(part.bands.count == count)
    #expect(part.bands.allSatisfy { $0.window == part.window })
  }

  @Test(
    "large screens, to the last row and column", arguments: [(3840, 2160, 2), (7680, 4320, 8)])
  func large(width: Int, height: Int, count: Int) throws {
    let server = try XServer(width: width, height: height)
    let drawing = try Drawing(server.display)
    let frame = PixelRegion(x: 0, y: 0, width: width, height: height)
    let window = try drawing.window(frame)
    drawing.fill(window, frame, pixel: UInt(blue))
    let bands = FetchPlan.bands(of: frame, limitPixels: FetchPlan.pixelLimit)
    // One row and column on either side of each edge between bands, and those of the screen.
    let rows = bands.flatMap { [$0.y, $0.bottom - 1] }
    for row in rows {
      drawing.fill(window, PixelRegion(x: 0, y: row, width: width, height: 1), pixel: UInt(red))
    }
    for column in [0, width - 1] {
      drawing.fill(
        window, PixelRegion(x: column, y: 0, width: 1, height: height), pixel: UInt(green))
    }
    var capture = try ScreenCapture(display: server.display)
    try capture.startStill(matches: listing("listed"))
    let observation = try #require(
      try capture.observe(at: .answered, permitted: { true }).observation)
    #expect(capture.imageRequests == count)
    #expect(observation.patches.map(\.region) == bands)
    for patch in observation.patches {
      #expect(sample(patch, patch.region.x, patch.region.y) == luma(green))
      #expect(sample(patch, patch.region.right - 1, patch.region.bottom - 1) == luma(green))
      for row in patch.region.y..<patch.region.bottom {
        #expect(sample(patch, width / 2, row) == luma(rows.contains(row) ? red : blue))
      }
    }
    let corner = PixelRegion(x: width - 1, y: height - 1, width: 1, height: 1)
    drawing.fill(window, corner, pixel: UInt(white))
    let next = try #require(
      try capture.observe(at: .answered + 40, permitted: { true }).observation)
    #expect(next.patches.count == 1)
    let last = try #require(next.patches.first)
    #expect(last.region.right == width && last.region.bottom == height && last.region.area <= 4)
    #expect(sample(last, width - 1, height - 1) == luma(white))
    for segment in try SharedSegment.all() where segment.creator == getpid() {
      #expect(segment.bytes == 16 << 20)
    }
  }
}
