import Geometry
import Redaction
import Testing

@Suite("A redacted frame") struct RedactedFrameTests {
  @Test("blank is flat dark grey of even size") func blank() {
    let frame = RedactedFrame.blank(size: PixelSize(width: 5, height: 3))
    #expect(frame.size == PixelSize(width: 6, height: 4))
    #expect(FlatPicture(frame) == FlatPicture(size: frame.size))
  }

  @Test("odd sizes are refused") func odd() async {
    await #expect(processExitsWith: .failure) {
      _ = DelayLine(size: PixelSize(width: 5, height: 4), lookback: 300)
    }
  }

  @Test("patches of the wrong length are refused") func patchLength() async {
    await #expect(processExitsWith: .failure) {
      _ = FramePatch(
        window: WindowID(rawValue: 1), region: PixelRegion(x: 1, y: 1, width: 2, height: 2),
        luma: [0, 0, 0, 0], blueChroma: [0], redChroma: [0])
    }
  }
}
