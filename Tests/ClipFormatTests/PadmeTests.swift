import ClipFormat
import Testing

@Suite("Padmé") struct PadmeTests {
  @Test(
    "rounds a length up as the paper's rule does",
    arguments: [
      (0, 0), (1, 1), (2, 2), (3, 3), (8, 8), (9, 10), (15, 16), (16, 16), (17, 18), (100, 104),
      (1_000, 1_024), (1_025, 1_088), (9_999, 10_240), (65_537, 67_584),
      (1_000_000, 1_015_808), (33_554_432, 33_554_432),
    ])
  func length(unpadded: Int, padded: Int) {
    #expect(Padme.length(unpadded) == padded)
  }

  @Test("is a fixed point, grows, and costs at most 12 %") func bounds() {
    var last = 0
    for unpadded in 1...70_000 {
      let padded = Padme.length(unpadded)
      guard padded >= unpadded, padded >= last, Padme.length(padded) == padded,
        padded * 100 <= unpadded * 112
      else {
        Issue.record("\(unpadded) became \(padded)")
        return
      }
      last = padded
    }
  }
}
