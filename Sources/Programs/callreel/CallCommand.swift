import ArgumentParser
import LinuxSystem
import SessionBus
import Timeline

/// `callreel call`: tells the agent what the telephone did.
struct CallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "call", abstract: "Tell the agent what happened to a call.",
    discussion: """
      For telephony programs and scripts. EVENT is one of ringing, answered, caller-informed, \
      held, resumed, transferred, caller-objected, ended. Give the number as '-' and write it to \
      standard input, so that it stands in no process list.
      """)

  enum Answer: String, ExpressibleByArgument, CaseIterable { case yes, no }

  @Argument(help: "What happened.") var event: String
  @Option(help: "The call's identifier, the same for all its events.") var id: String
  @Option(help: "'-': read the other party's number from standard input.") var number: String?
  @Option(help: "inbound or outbound.") var direction: String?
  @Option(help: "The queue of the policy that the call came through.") var queue: String?
  @Flag(help: "The call is flagged for training.") var flagged = false
  @Flag(help: "The caller was told of the recording.") var callerInformed = false
  @Option(help: "yes or no: the call is recorded as evidence.") var evidence: Answer?
  @Option(help: "When it happened, as RFC 3339; at most 5 s ago.") var at: String?

  func run() throws {
    var details: [String: BusValue] = ["call-id": .string(id)]
    if let number { details["number"] = .string(Terminal.argument(number)) }
    if let direction { details["direction"] = .string(direction) }
    if let queue { details["queue"] = .string(queue) }
    if flagged { details["flagged"] = .boolean(true) }
    if callerInformed { details["caller-informed"] = .boolean(true) }
    if let evidence { details["evidence"] = .boolean(evidence == .yes) }
    if let at {
      guard let time = TimestampText.microseconds(at) else {
        Terminal.fail(
          "--at is not a time of RFC 3339", hint: "such as 2026-11-02T10:15:00.250+01:00",
          status: .badData)
      }
      details["at"] = .integer(time)
    }
    AgentBus.call("CallEvent", [.value(.string(event)), .details(details)])
  }
}
