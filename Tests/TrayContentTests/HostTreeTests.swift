import Testing

@testable import TrayContent

@Suite("What a tray's host shows") struct HostTreeTests {
  private static func object(
    _ path: String, role: UInt32 = 43, name: String = "", description: String = ""
  ) -> HostedObject {
    HostedObject(
      path: path, role: role, name: name, description: description, window: "/window")
  }

  private static let words = ["Callreel: No call is up.", "No call is up."]

  @Test(
    "is the item where one says its words",
    arguments: [
      object("/1", name: "Callreel: No call is up."), object("/1", name: "No call is up."),
      object("/1", description: "No call is up."),
      object("/1", description: "No call is up.\nA sealed film is on its way."),
      object("/1", role: 20, name: "No call is up.", description: "another"),
    ])
  func words(item: HostedObject) {
    let others = [
      Self.object("/2", name: "No call is up"), Self.object("/3", name: "Network"),
      Self.object("/4", description: "No call is up. Not now."), Self.object("/5"),
    ]
    #expect(HostTree(others + [item]).object(saying: Self.words) == .found(item))
    #expect(HostTree(others).object(saying: Self.words) == .nothing)
    let copy = Self.object("/6", name: "No call is up.")
    #expect(HostTree(others + [item, copy]).object(saying: Self.words) == .several)
  }

  @Test("is the item where one button went and came back with it") func deed() {
    let (network, item, again) = (Self.object("/1"), Self.object("/2"), Self.object("/3"))
    let named = Self.object("/4", name: "Sound")
    let before = HostTree([network, item, named])
    let without = HostTree([named, network])
    #expect(before.mute == [network, item])
    #expect(without.lacksOne(of: before))
    #expect(!before.lacksOne(of: before))
    #expect(!HostTree([named]).lacksOne(of: before))
    #expect(!HostTree([network, again]).lacksOne(of: before))
    #expect(HostTree([again, network]).newcomer(since: without) == again)
    #expect(without.newcomer(since: without) == nil)
    #expect(HostTree([network, again, item]).newcomer(since: without) == nil)
    #expect(HostTree([again]).newcomer(since: without) == nil)
  }

  @Test(
    "has the states that the toolkits give",
    arguments: [
      (UInt32(0x4300_2900), HostedState.shown), (0x4300_0100, .shown), (0x0100_0900, .hidden),
      (0x4100_0100, .hidden), (0x0200_0100, .hidden), (0, .gone), (0x4300_2940, .gone),
    ])
  func states(bits: UInt32, expected: HostedState) {
    #expect(HostedState(bits: bits) == expected)
  }

  @Test("is looked for soon, then less, then no more") func schedule() {
    var schedule = SearchSchedule()
    var due: [Int] = []
    for beat in 0..<1000 where schedule.takeBeat() { due.append(beat) }
    #expect(due == [0, 5, 10, 20, 40, 80, 160, 320])
    schedule = SearchSchedule()
    _ = schedule.takeBeat()
    #expect(schedule.isFirst)
    schedule.confirmSoon()
    due = []
    for beat in 1..<16 where schedule.takeBeat() { due.append(beat) }
    #expect(due == [6, 7, 10])
    #expect(!schedule.isFirst)
  }
}
