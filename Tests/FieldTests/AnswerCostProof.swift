import Geometry
import Glibc
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// What it costs programs to be asked for their fields, beside the same call without questions.
///
/// Run by packaging/prove answers.
@Suite(
  "The cost of answers", .serialized,
  .enabled(if: getenv("CALLREEL_ANSWERS") != nil, "a long run of its own"))
struct AnswerCostProof {
  /// How often each is measured; the least counts, as others use the machine, too.
  private static let rounds = getenv("CALLREEL_ANSWERS").flatMap { Int(String(cString: $0)) } ?? 0
  private static let seconds = 20

  /// Shares of one processor.
  private struct Cost {
    var typing = 1.0
    var still = 1.0
    var recorder = 1.0
    var frames = 0

    mutating func take(_ other: Cost) {
      typing = min(typing, other.typing)
      still = min(still, other.still)
      recorder = min(recorder, other.recorder)
      frames = max(frames, other.frames)
    }
  }

  @Test("while somebody types five characters a second", arguments: FormProgram.allCases)
  func typing(program: FormProgram) throws {
    var (asked, unasked) = (Cost(), Cost())
    for _ in 0..<Self.rounds {
      unasked.take(try measure(program, isAsked: false))
      asked.take(try measure(program, isAsked: true))
    }
    let (more, idle) = (asked.typing - unasked.typing, asked.still - unasked.still)
    print(
      "\(program): typing \(percent(unasked.typing)) unasked, \(percent(asked.typing)) asked, "
        + "\(percent(more)) more; still \(percent(unasked.still)), \(percent(asked.still)), "
        + "\(percent(idle)) more; recorder \(percent(asked.recorder)), unasked "
        + "\(program.isBrowser ? "never" : percent(unasked.recorder)); \(asked.frames) frames")
    #expect(asked.frames > Self.seconds * 3, "nobody has typed")
    // Targets are 2 % and 6 % of a processor, and the rest is noise; Swing has none.
    guard program != .swing else { return }
    #expect(more < (program == .chromium ? 0.07 : 0.03))
    #expect(idle < 0.01)
  }

  private func measure(_ program: FormProgram, isAsked: Bool) throws -> Cost {
    let form = try FormDesk(isAsked: isAsked)
    let call = try form.desk.callUntilRecorded()
    let started = try form.start(program, page: "typed.html")
    // What a program does after its start is no answer.
    try form.desk.pass(milliseconds: program.isBrowser ? 10_000 : 3000)
    let recorders = ProcessTable.processes(named: "callreel-recorder", below: getpid())
    var cost = Cost()
    // But for a blinking caret.
    cost.still = try time([started.identifier]) { try form.desk.pass(milliseconds: 10_000) }
    if program.isBrowser {
      // The page takes the first key to its first field.
      try form.desk.run("xdotool", "mousemove", "600", "400", "click", "1")
    }
    let text = String(repeating: "callreel ", count: Self.seconds * 5 / 9)
    let before = recorders.reduce(0) { $0 + ProcessTable.processorTime(of: $1) }
    let begun = Clock.bootMilliseconds
    cost.typing = try time([started.identifier]) {
      try form.desk.run("xdotool", "type", "--delay", "200", text)
    }
    let after = recorders.reduce(0) { $0 + ProcessTable.processorTime(of: $1) }
    cost.recorder = (after - before) * 1000 / Double(Clock.bootMilliseconds - begun)
    try form.desk.hangUp(call)
    withExtendedLifetime(started) {}
    cost.frames = try form.desk.film(call).frames.count
    return cost
  }

  /// The share of one processor that programs and all that they have started use meanwhile.
  private func time(_ programs: [Int32], _ body: () throws -> Void) throws -> Double {
    func used() -> Double {
      let all = programs + programs.flatMap(ProcessTable.processes(below:))
      return all.reduce(0) { $0 + ProcessTable.processorTime(of: $1) }
    }
    let (before, begun) = (used(), Clock.bootMilliseconds)
    try body()
    return (used() - before) * 1000 / Double(Clock.bootMilliseconds - begun)
  }

  private func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10) %"
  }
}
