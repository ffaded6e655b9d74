import ArgumentParser
import SessionBus

/// `callreel private`: the employee's switch (N12).
struct PrivateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "private", abstract: "Switch recording off and on, or erase the call.",
    discussion: """
      Between calls 'on' holds until 'off'; in a call until that call ends. 'erase' destroys the \
      film of the running call, or of the last one while it is still on this machine. Nobody is \
      told, and no reason is asked.
      """)

  enum Switch: String, ExpressibleByArgument, CaseIterable { case on, off, erase }

  @Argument(help: "on, off or erase.") var position: Switch

  func run() throws {
    switch position {
    case .on: AgentBus.call("SetPrivate", [.value(.boolean(true))])
    case .off: AgentBus.call("SetPrivate", [.value(.boolean(false))])
    case .erase: AgentBus.call("EraseCall", [])
    }
  }
}
