import Geometry
import Redaction
import Testing

@Suite("A redacted frame") struct RedactedFrameTests {
  @Test("blank is flat dark grey of even size") func blank() {
    let frame = RedactedFrame.blank(size: PixelSize(width: 5, height: 3))
    #expect(frame.size == PixelSize(width: 6, height: 4))
    #expect(FlatPicture(frame) == FlatPicture(size: frame.size))
  }

  @Test("of a monitor with odd edges holds it and no less") func odd() {
    let monitor = Monitor(track: 7, region: PixelRegion(x: 3, y: 1, width: 4, height: 5))
    var line = DelayLine(monitor: monitor, lookback: 0)
    let window = VisibleWindow(
      WindowID(rawValue: 1), PixelRegion(x: 0, y: 0, width: 20, height: 20))
    line.learn(.only([]), of: window.window, at: 0)
    let patch = FramePatch(window.window, window.frame, luma: 99)
    _ = line.append(Observation(0, [window], [patch], monitors: [monitor]))
    let shown = line.released(until: 0)
    #expect(shown.map(\.track) == [7])
    #expect(shown.first?.picture.size == PixelSize(width: 6, height: 6))
    let rows = stride(from: 0, to: 36, by: 6).map { Array(shown[0].picture.luma[$0..<$0 + 6]) }
    #expect(
      rows == [[50, 50, 50, 50, 50, 50]] + Array(repeating: [50, 99, 99, 99, 99, 50], count: 5))
  }

  @Test("patches of the wrong length are refused") func patchLength() async {
    await #expect(processExitsWith: .failure) {
      _ = FramePatch(
        window: WindowID(rawValue: 1), region: PixelRegion(x: 1, y: 1, width: 2, height: 2),
        luma: [0, 0, 0, 0], blueChroma: [0], redChroma: [0])
    }
  }
}
