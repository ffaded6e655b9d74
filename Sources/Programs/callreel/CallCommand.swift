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

  @Argument(help: "What happened.") var event: String
  @OptionGroup var call: CallOptions
  @Option(help: "When it happened, as RFC 3339; at most 5 s ago.") var at: String?

  func validate() throws {
    guard CallEventKind(rawValue: event) == nil else { return }
    let known = CallEventKind.allCases.map(\.rawValue).joined(separator: ", ")
    throw ValidationError("There is no event of that name: it is one of \(known)")
  }

  func run() throws {
    var details = call.details
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
