import CallMachine
import CallPolicy
import ProcessMessages
import TestSupport
import Testing
import Timeline

/// What an observer who knows only inputs and effects can say of the promises.
struct Witness {
  var answered: Set<String> = []
  var drawn: Set<String> = []
  var sight = IndicatorSight.notSeen
  var permitted: String?
  var isPaused = false
  var isRecorderReady = false
  var absences: Set<SessionAbsence> = []

  mutating func see(_ input: CallInput, _ effects: [CallEffect]) {
    switch input {
    case .event(let event, _):
      if event.kind == .answered { answered.insert(event.callID) }
      if event.kind == .ended || event.kind == .transferred { answered.remove(event.callID) }
    case .drew(let id, true): drawn.insert(id)
    case .indicator(let sight): self.sight = sight
    case .session(let absences): self.absences = absences
    case .recorder(.ready): isRecorderReady = true
    case .recorder(.closed), .recorder(.refused), .recorderLost:
      isRecorderReady = false
      permitted = nil
    default: break
    }
    for effect in effects {
      switch effect {
      case .showBanner where permitted == nil: sight = .notSeen
      case .permit(let facts, _):
        #expect(answered.contains(facts.callID), "F6: a permit before answered")
        #expect(drawn.contains(facts.callID), "N3: a permit without a draw")
        #expect(sight == .seen, "P2: a permit without an indicator")
        #expect(isRecorderReady && permitted == nil, "P1: one permit, to a ready recorder")
        #expect(absences.isEmpty, "P1: a permit while nobody sits before the screen")
        permitted = facts.callID
        isPaused = false
      case .pause: isPaused = true
      case .resume:
        #expect(isPaused)
        #expect(absences.isEmpty, "P1: a film while nobody sits before the screen")
        isPaused = false
      case .close: #expect(permitted != nil)
      default: break
      }
    }
    if case .event(let event, _) = input, event.kind == .ended, event.callID == permitted {
      #expect(effects.contains { if case .close = $0 { true } else { false } } || isClosing)
    }
    if effects.contains(where: { if case .close = $0 { true } else { false } }) { isClosing = true }
    if permitted == nil { isClosing = false }
    #expect(
      permitted == nil || isClosing || absences.isEmpty || isPaused,
      "P8: a film that runs on while nobody sits before the screen")
  }

  var isClosing = false

  /// Whether a status tells only what was told.
  func knows(_ status: AgentStatus) -> Bool {
    guard
      let absence = SessionAbsence.allCases.first(where: { $0.reason.rawValue == status.reason })
    else { return true }
    return absences.contains(absence)
  }
}

@Suite("Random calls") struct RandomCallsTests {
  @Test("never break P1, P2, N3 or F6", arguments: 1...40)
  func promises(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var desk = Desk()
    var witness = Witness()
    for _ in 0..<5000 {
      defer {
        let status = desk.machine.status
        #expect(status.state != .recording || witness.absences.isEmpty || witness.isClosing)
        #expect(status.reason == "" || witness.knows(status), "\(status)")
      }
      let input = anything(&random, now: desk.now)
      // A refused input is part of the game: it must change nothing.
      let effects = (try? desk.take(input)) ?? []
      witness.see(input, effects)
      for case .draw(let id) in effects {
        let outcome = CallInput.drew(callID: id, selected: Bool.random(using: &random))
        witness.see(outcome, (try? desk.take(outcome)) ?? [])
      }
    }
  }

  private let location = try? Desk.location

  private func anything(_ random: inout SeededGenerator, now: BootTime) -> CallInput {
    let id = ["a", "b", "c"].randomElement(using: &random) ?? "a"
    switch Int.random(in: 0..<26, using: &random) {
    case 0: return .recorder(.ready)
    case 1: return .recorder(.closed(.kept, filmedMilliseconds: 1))
    case 2: return .recorderLost
    case 3: return .indicator(.notSeen)
    case 4, 5: return .indicator(.seen)
    case 6: return .setPrivate(Bool.random(using: &random))
    case 7: return .readiness(Bool.random(using: &random) ? .ready : .off(.noCampaign))
    case 8: return .tick
    case 9: return location.map { .recorder(.opened($0)) } ?? .tick
    case 10: return .erase
    case 11, 12:
      return .session(Set(SessionAbsence.allCases.filter { _ in .random(using: &random) }))
    case 13, 14, 15: return .session([])
    case 16: return [.displayLost, .displayMayBeBack].randomElement(using: &random) ?? .tick
    case 17:
      return .recorder(.refused(DisplayRefusal.allCases.randomElement(using: &random) ?? .depth))
    default:
      let kind = CallEventKind.allCases.randomElement(using: &random) ?? .ended
      return .event(
        CallEvent(kind: kind, callID: id, callerInformed: Bool.random(using: &random)), at: now)
    }
  }
}
