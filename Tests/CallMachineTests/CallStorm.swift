import CallMachine
import CallPolicy
import ProcessMessages
import TestSupport
import Timeline

/// Random inputs as a bad day brings them: several calls of several sources, events that come
/// twice, late or in another order, sources that go and come back, clocks that step.
struct CallStorm {
  private var random: SeededGenerator
  private var told: [CallInput] = []
  private var late: [CallInput] = []
  /// What still comes of a call that goes as calls go.
  private var usual: [CallInput] = []
  private static let origins: [CallOrigin] = [.bus, .source("a"), .source("b")]

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  /// How far the clock goes before the next input, in milliseconds.
  mutating func step() -> Int64 {
    switch Int.random(in: 0..<50, using: &random) {
    case 0: 31_000
    case 1: Int64.random(in: 0..<70_000, using: &random)
    default: Int64.random(in: 0..<500, using: &random)
    }
  }

  mutating func flip() -> Bool { .random(using: &random) }

  /// Whether the agent dies now and is started again.
  mutating func restarts() -> Bool { Int.random(in: 0..<400, using: &random) == 0 }

  mutating func next(now: BootTime) -> CallInput {
    if usual.isEmpty, Int.random(in: 0..<60, using: &random) == 0 { usual = usualCall(now) }
    if !usual.isEmpty, flip() || flip() { return usual.removeFirst() }
    switch Int.random(in: 0..<30, using: &random) {
    case 0...2: return .recorder(.ready)
    case 3: return .recorder(.closed(.kept, filmedMilliseconds: 1))
    case 4: return chance(.recorderLost)
    case 5: return chance(.indicator(.notSeen))
    case 6, 7: return .indicator(.seen)
    case 8: return .setPrivate(Int.random(in: 0..<4, using: &random) == 0)
    case 9: return .readiness(flip() || flip() ? .ready : .off(.noCampaign))
    case 10: return .tick
    case 11: return (try? Desk.location).map { .recorder(.opened($0)) } ?? .tick
    case 12: return chance(.erase)
    case 13:
      let absences = SessionAbsence.allCases.filter { _ in .random(using: &random) }
      return chance(.session(Set(absences)))
    case 14: return .session([])
    case 15: return chance(flip() ? .displayLost : .displayMayBeBack)
    case 16: return chance(.recorder(.refused(DisplayRefusal.allCases[0])))
    case 17: return .sourceLost(Self.origins.randomElement(using: &random) ?? .bus)
    case 18: return told.randomElement(using: &random) ?? .tick
    case 19: return late.isEmpty ? .tick : late.removeFirst()
    default: return event(now: now)
    }
  }

  private mutating func usualCall(_ now: BootTime) -> [CallInput] {
    let id = ["a", "b", "c"].randomElement(using: &random) ?? "a"
    let origin = Self.origins.randomElement(using: &random) ?? .bus
    func event(_ kind: CallEventKind) -> CallInput {
      .event(CallEvent(kind: kind, callID: id, callerInformed: true), at: now, from: origin)
    }
    let others = ["a", "b", "c"].map { id in
      CallInput.event(CallEvent(kind: .ended, callID: id), at: now)
    }
    return others + [
      .recorderLost, .setPrivate(false), .session([]), .readiness(.ready), .recorder(.ready),
      event(.ringing), .recorder(.ready), event(.answered), .indicator(.seen), event(.held),
      event(.resumed), .sourceLost(origin), event(.resumed), .tick, event(.ended),
      .recorder(.closed(.kept, filmedMilliseconds: 1)),
    ]
  }

  /// A rarer input; mostly none at all.
  private mutating func chance(_ input: CallInput) -> CallInput {
    Int.random(in: 0..<3, using: &random) == 0 ? input : .tick
  }

  private mutating func event(now: BootTime) -> CallInput {
    // Answers more often than the rest, or nothing would ever be filmed.
    let kinds = CallEventKind.allCases + [.ringing, .answered, .answered, .resumed]
    let event = CallEvent(
      kind: kinds.randomElement(using: &random) ?? .ended,
      callID: ["a", "b", "c"].randomElement(using: &random) ?? "a",
      callerInformed: flip() ? true : nil)
    let at = now.advanced(milliseconds: .random(in: -5000...5000, using: &random))
    let input = CallInput.event(
      event, at: at, from: Self.origins.randomElement(using: &random) ?? .bus)
    if told.count == 8 { told.removeFirst() }
    told.append(input)
    guard Int.random(in: 0..<10, using: &random) == 0, late.count < 8 else { return input }
    late.append(input)
    return .tick
  }
}
