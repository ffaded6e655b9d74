import AgentService
import Testing
import Timeline

@Suite("Signs of life") struct SignsOfLifeTests {
  private let start = BootTime(nanoseconds: 5_000_000_000)

  @Test("are due twice in the manager's patience") func due() {
    var signs = SignsOfLife(patienceNanoseconds: 3_000_000_000, now: start)
    #expect(signs.millisecondsToNext(at: start) == 1500)
    let isEarly = signs.take(at: start.advanced(milliseconds: 1499))
    #expect(!isEarly)
    let late = start.advanced(milliseconds: 1600)
    #expect(signs.millisecondsToNext(at: late) == 0)
    let isDue = signs.take(at: late)
    let isDueAgain = signs.take(at: late)
    #expect(isDue && !isDueAgain)
    #expect(signs.millisecondsToNext(at: late) == 1500)
  }

  @Test("are waited for to the end, so that nobody wakes for nothing") func rounding() {
    let signs = SignsOfLife(patienceNanoseconds: 3_000_000, now: start)
    let wait = signs.millisecondsToNext(at: start) ?? 0
    var after = signs
    let isDue = after.take(at: start.advanced(milliseconds: Int64(wait)))
    #expect(isDue)
  }

  @Test("are never due without a watchdog") func never() {
    var signs = SignsOfLife(patienceNanoseconds: nil, now: start)
    #expect(signs.millisecondsToNext(at: start) == nil)
    let isDue = signs.take(at: start.advanced(milliseconds: 1_000_000))
    #expect(!isDue)
  }
}
