import Testing
import TrayContent

@Suite("A tray's host that is asked in vain") struct HostRestTests {
  private func asked(_ rest: inout HostRest, beats: Int) -> [Bool] {
    (0..<beats).map { _ in rest.takeBeat() }
  }

  @Test("is left alone two thirds of the time, in parts long enough for a proof")
  func inVain() {
    var rest = HostRest()
    for _ in 0..<3 {
      let beats = asked(&rest, beats: 60)
      #expect(beats.prefix(20).allSatisfy { $0 } && !beats.dropFirst(20).contains(true))
    }
  }

  @Test("is asked in each beat as long as the item is seen") func seen() {
    var rest = HostRest()
    for _ in 0..<200 {
      let isAsked = rest.takeBeat()
      #expect(isAsked)
      rest.itemWasSeen()
    }
  }

  @Test("is left alone for a second after a question without an answer") func silent() {
    var rest = HostRest()
    _ = rest.takeBeat()
    rest.hostWasSilent()
    let beats = asked(&rest, beats: 11)
    #expect(beats == [Bool](repeating: false, count: 10) + [true])
  }
}
