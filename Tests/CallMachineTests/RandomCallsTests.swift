import CallMachine
import LinuxSystem
import Testing
import Timeline

/// No `answered`, no permit, ever (P1, P2, F6), whatever comes in whatever order.
///
/// A million inputs; `packaging/prove calls` takes as many as it is told.
@Suite("Random calls") struct RandomCallsTests {
  private static let stepsOfSeed = 5000
  private static let seeds: Int = {
    let steps = Account.variable("CALLREEL_CALL_STEPS").flatMap { Int($0) } ?? 1_000_000
    return max(1, steps / stepsOfSeed)
  }()

  @Test("never break P1, P2, N3, N6, N12 or F6", arguments: 1...UInt64(seeds))
  func promises(seed: UInt64) {
    var storm = CallStorm(seed: seed)
    var desk = Desk()
    var witness = Witness()
    var permits = 0
    for _ in 0..<Self.stepsOfSeed {
      if storm.restarts() {
        desk.machine = CallMachine()
        permits += witness.permits
        witness = Witness()
        _ = try? desk.take(.session([]))
      }
      desk.milliseconds += storm.step()
      let input = storm.next(now: desk.now)
      give(input, to: &desk, &witness, &storm)
      let status = desk.machine.status
      #expect(witness.allows(status), "\(status) after \(input)")
    }
    // A test in which nothing is ever filmed says nothing.
    #expect(permits + witness.permits > 5)
  }

  private func give(
    _ input: CallInput, to desk: inout Desk, _ witness: inout Witness, _ storm: inout CallStorm
  ) {
    let before = desk.machine.status
    guard let effects = try? desk.take(input) else {
      #expect(desk.machine.status == before, "a refused \(input) changed something")
      return
    }
    witness.see(input, effects, at: desk.now)
    for case .draw(let id) in effects {
      let outcome = CallInput.drew(callID: id, selected: storm.flip())
      if let effects = try? desk.take(outcome) { witness.see(outcome, effects, at: desk.now) }
    }
  }
}
