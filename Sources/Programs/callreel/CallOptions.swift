import ArgumentParser
import CallPolicy
import LinuxSystem
import SessionBus
import Timeline

/// What is known of a call, as options.
struct CallOptions: ParsableArguments {
  enum Answer: String, ExpressibleByArgument, CaseIterable { case yes, no }

  @Option(help: "The call's identifier, the same for all its events.") var id: String
  @Option(help: "'-': read the other party's number from standard input.") var number: String?
  @Option(help: "inbound or outbound.") var direction: String?
  @Option(help: "The queue of the policy that the call came through.") var queue: String?
  @Flag(help: "The call is flagged for training.") var flagged = false
  @Flag(help: "The caller was told of the recording.") var callerInformed = false
  @Option(help: "yes or no: the call is recorded as evidence.") var evidence: Answer?

  /// As the session bus takes them; reads the number where it is '-'.
  var details: [String: BusValue] {
    var details: [String: BusValue] = ["call-id": .string(id)]
    if let number { details["number"] = .string(Terminal.argument(number)) }
    if let direction { details["direction"] = .string(direction) }
    if let queue { details["queue"] = .string(queue) }
    if flagged { details["flagged"] = .boolean(true) }
    if callerInformed { details["caller-informed"] = .boolean(true) }
    if let evidence { details["evidence"] = .boolean(evidence == .yes) }
    return details
  }

  /// As a decision takes them; ends the program at an unknown direction.
  func facts() -> CallFacts {
    let known = direction.flatMap { CallDirection(rawValue: $0) }
    guard direction == nil || known != nil else {
      Terminal.fail("--direction is not inbound or outbound", status: .usage)
    }
    return CallFacts(
      callID: id, number: number.map { Terminal.argument($0) }, direction: known, queue: queue,
      flagged: flagged ? true : nil, callerInformed: callerInformed ? true : nil,
      evidence: evidence.map { $0 == .yes })
  }
}
