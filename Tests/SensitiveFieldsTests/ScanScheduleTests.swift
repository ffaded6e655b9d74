import Testing
import Timeline

@testable import SensitiveFields

@Suite("When programs are asked") struct ScanScheduleTests {
  private func at(_ milliseconds: Int64) -> CallTime { CallTime(milliseconds: milliseconds) }

  /// When a program is asked within ten seconds, looked at each ten milliseconds.
  private func scans(
    _ toolkit: Toolkit, changes: [Int64], answers: Bool = true
  ) -> [Int64] {
    var schedule = ScanSchedule()
    var scans: [Int64] = []
    for time in stride(from: Int64(0), to: 10_000, by: 10) {
      if changes.contains(time) { schedule.noteChange(at: at(time)) }
      guard schedule.isDue(at: at(time), toolkit) else { continue }
      schedule.begin(at: at(time))
      scans.append(time)
      if answers { schedule.vouch(through: at(time - toolkit.settle)) } else { schedule.retry() }
    }
    return scans
  }

  @Test("a window that does not change is never asked about") func still() {
    #expect(scans(.gtk3, changes: []).isEmpty)
    #expect(scans(.chromium, changes: []).isEmpty)
  }

  @Test("one change costs a scan at once, ever fewer after it, and one when it has settled")
  func once() {
    #expect(scans(.gtk3, changes: [1000]) == [1000, 1100])
    #expect(scans(.gecko, changes: [1000]) == [1000, 1100, 1300, 1400])
    #expect(scans(.chromium, changes: [1000]) == [1000, 1250, 1750, 2000])
  }

  @Test("a field that comes late and goes soon is asked about while it is told of")
  func brief() {
    // Told of from 50 ms after it came to 50 ms after it went.
    for life in stride(from: Int64(110), through: 700, by: 10) {
      let scans = scans(.gecko, changes: [1000, 1000 + life])
      #expect(scans.contains { $0 >= 1050 && $0 < 1050 + life }, "gone after \(life) ms")
    }
  }

  @Test("who answers late is believed late, until it has answered in time again")
  func late() {
    var schedule = ScanSchedule()
    #expect(schedule.settle(of: .gecko) == 400)
    schedule.noteAnswer(after: 3)
    #expect(schedule.settle(of: .gecko) == 400)
    schedule.noteAnswer(after: 120)
    #expect(schedule.settle(of: .gecko) == 600)
    schedule.noteAnswer(after: 9000)
    #expect(schedule.settle(of: .gecko) == 750)
    #expect(schedule.settle(of: .chromium) == 1000)
    for wanted: Int64 in [375, 185, 100] {
      schedule.noteAnswer(after: 2)
      #expect(schedule.settle(of: .gtk3) == wanted)
    }
  }

  @Test(
    "what changes all the time is asked about within the wait",
    arguments: [
      Toolkit.gtk3, .qt, .gecko, .chromium, .other,
    ])
  func always(toolkit: Toolkit) {
    let changes = stride(from: Int64(0), to: 8000, by: 70).map { $0 / 10 * 10 }
    let scans = scans(toolkit, changes: changes)
    for change in changes {
      #expect(
        scans.contains { $0 >= change + toolkit.settle && $0 < change + Toolkit.longestWait - 150 })
    }
    for (one, next) in zip(scans, scans.dropFirst()) { #expect(next - one >= toolkit.pause) }
  }

  @Test("who does not answer is asked ever more seldom") func silent() {
    let scans = scans(.gtk3, changes: [0], answers: false)
    #expect(scans.count < 50)
    let gaps = zip(scans, scans.dropFirst()).map { $1 - $0 }
    #expect(gaps == gaps.sorted())
  }
}

@Suite("When pixels were fetched") struct FetchTimesTests {
  private func at(_ milliseconds: Int64) -> CallTime { CallTime(milliseconds: milliseconds) }

  @Test("a look that takes long is as old as its end") func bound() {
    var fetches = FetchTimes()
    #expect(fetches.bound(fetchedBy: at(500)) == at(500))
    fetches.note(at(100), end: at(110))
    fetches.note(at(200), end: at(450))
    fetches.note(at(500), end: at(510))
    #expect(fetches.bound(fetchedBy: at(109)) == at(99))
    #expect(fetches.bound(fetchedBy: at(110)) == at(110))
    #expect(fetches.bound(fetchedBy: at(449)) == at(199))
    #expect(fetches.bound(fetchedBy: at(450)) == at(450))
    #expect(fetches.bound(fetchedBy: at(505)) == at(499))
    #expect(fetches.bound(fetchedBy: at(900)) == at(900))
  }
}
