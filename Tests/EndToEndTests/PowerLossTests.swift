import ClipFormat
import Glibc
import LinuxSystem
import TestSupport
import Testing

/// The power goes at any moment of a call, and all that was not waited for with it (P7).
@Suite(
  "Power loss", .serialized, .enabled(if: Account.userNumber == 0, "only root may trace the agent"))
struct PowerLossTests {
  @Test(
    "leaves every sealed fragment readable and every end told, at each step of agent and programs")
  func cuts() throws {
    let isWhole = getenv("CALLREEL_CUTS").map { String(cString: $0) } == "all"
    let seed = UInt64(Self.number("CALLREEL_SEED") ?? 1)
    var random = SeededGenerator(seed: seed)
    let desk = try TracedDesk()
    let calls = try TracedCall.Story.allCases.map { try desk.call($0) }
    var tried = 0
    var faults: [String] = []
    for call in calls {
      var states = call.states(using: &random)
      let share = 60 / calls.count
      if !isWhole, states.count > share {
        states.shuffle(using: &random)
        states.removeLast(states.count - share)
      }
      for state in states {
        if let fault = try PowerCut(call: call, state: state).fault(key: desk.key()) {
          faults.append(
            "\(call.story), after \(state.step) of \(call.operations.count) "
              + "(\(call.lastWord(before: state.step))), \(state.loss): \(fault)")
        }
      }
      tried += states.count
      if isWhole {
        print("\(call.story): \(call.operations.count) system calls, \(states.count) states")
      }
    }
    print("power cuts, seed \(seed): \(tried) states of the disk tried, \(faults.count) faults")
    for fault in faults.prefix(20) { Issue.record("\(fault)") }
    #expect(faults.isEmpty && tried >= 60)
  }

  private static func number(_ name: String) -> Int? {
    getenv(name).flatMap { Int(String(cString: $0)) }
  }
}
