import Geometry
import Redaction
import Testing
import Timeline

private let window = WindowID(rawValue: 1)
private let canvas = PixelSize(width: 16, height: 12)
private let frame = PixelRegion(x: 2, y: 2, width: 8, height: 8)
private let nothing = HiddenRegions.only([])

/// A line that has seen one white window at 0, of which `hidden` is known.
private func makeLine(
  knowing hidden: HiddenRegions? = nothing, lookback: Int64 = 1000, byteLimit: Int = 64 << 20
) -> DelayLine {
  var line = DelayLine(size: canvas, lookback: lookback, byteLimit: byteLimit)
  if let hidden { line.learn(hidden, of: window, at: 0) }
  _ = line.append(
    Observation(0, [VisibleWindow(window, frame)], [FramePatch(window, frame, luma: 200)]))
  return line
}

@Suite("The delay line in time") struct DelayLineTests {
  @Test("holds a frame back for the look-back") func lookback() {
    var line = makeLine()
    #expect(line.pendingBytes == 96)
    #expect(line.released(until: 999).isEmpty)
    #expect(line.released(until: 1000).map(\.time) == [.answered])
    #expect(line.released(until: 1000).isEmpty)
    #expect(line.pendingBytes == 0)
  }

  @Test("repeats an unchanged picture each second") func repeats() {
    var line = makeLine()
    let frames = line.released(until: 4500)
    #expect(frames.map(\.time.milliseconds) == [0, 1000, 2000, 3000])
    #expect(frames.allSatisfy { $0.picture == frames[0].picture })
    #expect(frames[0].picture.luma(x: 2, y: 2) == 200)
    #expect(frames[0].picture.luma(x: 1, y: 2) == 50)
  }

  @Test("covers a window of which nothing was said") func unknown() throws {
    var line = makeLine(knowing: nil)
    let first = try #require(line.released(until: 1000).first)
    #expect(first.picture.luma(x: 5, y: 5) == 16)
    #expect(first.note.hidden == [.init(window: window, reason: .unknownWindow)])
    line.learn(.everything(.noAnswer), of: window, at: 1500)
    let later = line.released(until: 1500)
    #expect(later.isEmpty, "the picture did not change")
    #expect(line.released(until: 2000).first?.note.hidden.first?.reason == .noAnswer)
  }

  @Test("a field found late is black from its first pixel") func lateMask() {
    var line = makeLine()
    let field = PixelRegion(x: 1, y: 1, width: 3, height: 3)
    _ = line.append(
      Observation(500, [VisibleWindow(window, frame)], [FramePatch(window, frame, luma: 220)]))
    line.learn(.only([field]), of: window, at: 1500)
    let frames = line.released(until: 1500)
    #expect(frames.map(\.time.milliseconds) == [0, 500])
    #expect(frames[0].picture.luma(x: 3, y: 3) == 200)
    #expect(frames[1].picture.luma(x: 2, y: 2) == 16, "padded outward to even pixels")
    #expect(frames[1].picture.luma(x: 5, y: 5) == 16)
    #expect(frames[1].picture.luma(x: 6, y: 6) == 220)
    #expect(frames[1].note == FrameNote(hidden: [], masked: [.policyRegion: 1]))
  }

  @Test("only fields are counted", arguments: MaskOrigin.allCases)
  func counted(origin: MaskOrigin) throws {
    let field = MaskedRegion(PixelRegion(x: 0, y: 0, width: 2, height: 2), origin)
    var line = makeLine(knowing: .only([field]))
    let first = try #require(line.released(until: 1000).first)
    #expect(first.picture.luma(x: 3, y: 3) == 16)
    let isField = origin == .accessibility || origin == .policyRegion
    #expect(first.note.masked == (isField ? [origin: 1] : [:]))
  }

  @Test("a mask begins and ends between observations, and the pixels come back") func maskEnds() {
    var line = makeLine(lookback: 300)
    line.learn(.only([PixelRegion(x: 0, y: 0, width: 2, height: 2)]), of: window, at: 700)
    line.learn(nothing, of: window, at: 900)
    let frames = line.released(until: 1700)
    #expect(frames.map(\.time.milliseconds) == [0, 400, 1100])
    #expect(frames.map { $0.picture.luma(x: 2, y: 2) } == [200, 16, 200])
    #expect(frames[0].picture == frames[2].picture)
  }

  @Test("a mask moves with its window") func movedMask() throws {
    var line = makeLine(knowing: .only([PixelRegion(x: 0, y: 0, width: 2, height: 2)]))
    let moved = frame.moved(x: 4, y: 2)
    _ = line.append(
      Observation(100, [VisibleWindow(window, moved)], [FramePatch(window, moved, luma: 99)]))
    let last = try #require(line.released(until: 1100).last)
    #expect(last.picture.luma(x: 6, y: 4) == 16)
    #expect(last.picture.luma(x: 8, y: 4) == 99)
    #expect(last.picture.luma(x: 2, y: 2) == 50, "where it stood is backdrop")
  }

  @Test("what an identifier's last window was says nothing of its next") func forgotten() {
    var line = makeLine()
    line.forget(window, at: CallTime(milliseconds: 100))
    _ = line.append(
      Observation(150, [VisibleWindow(window, frame)], [FramePatch(window, frame, luma: 90)]))
    #expect(line.released(until: 1150).map { $0.picture.luma(x: 5, y: 5) } == [200, 16, 16])
  }

  @Test("an older statement takes its place in time") func disorder() {
    var line = makeLine(lookback: 300)
    line.learn(nothing, of: window, at: 600)
    line.learn(.everything(.scope), of: window, at: 400)
    let frames = line.released(until: 1300)
    #expect(frames.map(\.time.milliseconds) == [0, 100, 800])
    #expect(frames.map { $0.note.hidden.map(\.reason) } == [[], [.scope], []])
  }

  @Test("draining emits what is left, before the end only") func drain() {
    var line = makeLine()
    for time in [300, 600] as [Int64] {
      let patch = FramePatch(window, frame, luma: UInt8(time / 6))
      _ = line.append(Observation(time, [VisibleWindow(window, frame)], [patch]))
    }
    #expect(line.drained(until: 600).map(\.time.milliseconds) == [0, 300])
  }

  @Test("repeats the picture where a fragment starts, under the masks of then") func repeated() {
    var line = makeLine(lookback: 300)
    #expect(line.released(until: 300).count == 1)
    line.learn(.everything(.noAnswer), of: window, at: 700)
    var repeated: ShownFrame?
    let time = CallTime(milliseconds: 450)
    line.repeatFrame(at: time, on: [1]) { repeated = ShownFrame($0, $1, $2, $3) }
    #expect(repeated?.picture.luma(x: 5, y: 5) == 16)
    #expect(repeated?.note.hidden.first?.reason == .noAnswer)
    #expect(line.released(until: 1750).map(\.time.milliseconds) == [1450])
  }

  @Test("throws what the receiver throws, and goes on after it") func throwing() {
    struct Refused: Error {}
    var line = makeLine()
    #expect(throws: Refused.self) {
      try line.release(until: CallTime(milliseconds: 1000)) { _, _, _, _ in throw Refused() }
    }
    #expect(line.released(until: 2000).map(\.time.milliseconds) == [1000])
  }
}

@Suite("Cuts of the delay line") struct DelayLineCutTests {
  @Test("nothing is emitted from the cut on") func cut() {
    var line = makeLine()
    _ = line.append(
      Observation(800, [VisibleWindow(window, frame)], [FramePatch(window, frame, luma: 90)]))
    line.discard(from: CallTime(milliseconds: 500))
    #expect(line.pendingBytes == 96)
    #expect(line.released(until: 9000).map(\.time.milliseconds) == [0])
  }

  @Test("repeats up to the cut, and starts afresh after it") func resume() throws {
    var line = makeLine()
    line.discard(from: CallTime(milliseconds: 2500))
    _ = line.append(
      Observation(
        4000, [VisibleWindow(window, frame)],
        [FramePatch(window, PixelRegion(x: 2, y: 2, width: 2, height: 2), luma: 90)]))
    let frames = line.released(until: 6200)
    #expect(frames.map(\.time.milliseconds) == [0, 1000, 2000, 4000, 5000])
    let fresh = try #require(frames.last).picture
    #expect(fresh.luma(x: 2, y: 2) == 90)
    #expect(fresh.luma(x: 6, y: 6) == 50, "pixels from before the cut do not come back")
  }

  @Test("the earliest cut counts") func twice() {
    var line = makeLine()
    line.discard(from: CallTime(milliseconds: 1500))
    line.discard(from: CallTime(milliseconds: 5000))
    #expect(line.drained(until: 9000).map(\.time.milliseconds) == [0, 1000])
  }

  @Test("several cuts may wait in the line") func waiting() {
    var line = makeLine()
    line.discard(from: CallTime(milliseconds: 500))
    _ = line.append(Observation(600, [VisibleWindow(window, frame)]))
    line.discard(from: CallTime(milliseconds: 900))
    _ = line.append(Observation(2950, [VisibleWindow(window, frame)]))
    #expect(line.released(until: 5000).map(\.time.milliseconds) == [0, 600, 2950, 3950])
  }

  @Test("times must increase") func order() async {
    await #expect(processExitsWith: .failure) {
      var line = DelayLine(size: PixelSize(width: 2, height: 2), lookback: 0)
      _ = line.append(Observation(10, []))
      _ = line.append(Observation(10, []))
    }
  }
}
