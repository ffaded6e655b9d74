import ByteCoding
import LinuxSystem
import Messages
import SessionBus

/// The agent of this session, as commands speak to it.
enum AgentBus {
  static func connect() -> BusConnection {
    do throws(BusError) {
      return try BusConnection()
    } catch {
      fail(error)
    }
  }

  static func call(_ member: String, _ arguments: [AgentArgument]) {
    do throws(BusError) {
      try connect().callAgent(member, arguments)
    } catch {
      fail(error)
    }
  }

  /// Whether a call is up that is or may be recorded; without an agent no call is known.
  static var isInCall: Bool {
    guard let properties = try? BusConnection().agentProperties() else { return false }
    return ["armed", "recording", "held"].contains(StatusText(properties).state)
  }

  static func fail(_ error: BusError) -> Never {
    switch error {
    case .unavailable, .disconnected: fail(.noBus, status: .unavailable)
    case .noSuchService: fail(.notRunning, status: .unavailable)
    case .refused(let name, _) where name.hasSuffix(".TooLate"): Terminal.fail(.tooLate)
    case .refused(let name, let message):
      let isBadData = ["InvalidEvent", "InvalidDetail", "InvalidTime"]
        .contains { name.hasSuffix("." + $0) }
      Terminal.fail(message, status: isBadData ? .badData : .failed)
    case .nameTaken, .noAnswer, .failed: fail(.noAnswer, status: .failed)
    }
  }

  private static func fail(_ trouble: AgentTrouble, status: Terminal.Status) -> Never {
    let language = LanguageArgument.language(nil)
    Terminal.fail(
      trouble.sentence(in: language), hint: trouble.remedy(in: language), status: status)
  }
}
