import ObjectStorage
import TestSupport
import Testing

@Suite("The wait for a store") struct RetryDelayTests {
  @Test("is drawn below a ceiling that doubles to five minutes, and starts anew after success")
  func jitter() {
    var generator = SeededGenerator(seed: 1)
    var delay = RetryDelay()
    for failure in 0..<40 {
      let ceiling = min(300_000, 1000 << min(failure, 12))
      #expect(delay.ceiling == ceiling)
      #expect((0...ceiling).contains(delay.next(askedSeconds: nil, using: &generator)))
    }
    delay.reset()
    #expect(delay.ceiling == 1000)
  }

  @Test("is spread over all of that, so that many do not come back together") func spread() {
    var generator = SeededGenerator(seed: 2)
    let waits = (0..<1000).map { _ in
      var delay = RetryDelay()
      return delay.next(askedSeconds: nil, using: &generator)
    }
    for tenth in 0..<10 {
      let count = waits.count { (tenth * 100..<tenth * 100 + 100).contains($0) }
      #expect((50...150).contains(count))
    }
  }

  @Test("is as long as the store asks at least, and an hour at most of that") func asked() {
    var generator = SeededGenerator(seed: 3)
    var delay = RetryDelay()
    #expect((7000...8000).contains(delay.next(askedSeconds: 7, using: &generator)))
    #expect((0...2000).contains(delay.next(askedSeconds: -5, using: &generator)))
    #expect((3_600_000...3_604_000).contains(delay.next(askedSeconds: .max, using: &generator)))
  }
}
