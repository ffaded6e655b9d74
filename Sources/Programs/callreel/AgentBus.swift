import ByteCoding
import LinuxSystem
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

  static func fail(_ error: BusError) -> Never {
    switch error {
    case .unavailable, .disconnected:
      Terminal.fail(
        "there is no session bus", hint: "run this within the employee's desktop session",
        status: .unavailable)
    case .noSuchService:
      Terminal.fail(
        "callreel-agent does not run in this session",
        hint: "start it with systemctl --user start callreel-agent; it runs for enrolled people",
        status: .unavailable)
    case .refused(let name, let message):
      let isBadData = ["InvalidEvent", "InvalidDetail", "InvalidTime"]
        .contains { name.hasSuffix("." + $0) }
      Terminal.fail(message, status: isBadData ? .badData : .failed)
    case .nameTaken, .noAnswer, .failed:
      Terminal.fail("the session bus did not answer as it should", status: .failed)
    }
  }
}
