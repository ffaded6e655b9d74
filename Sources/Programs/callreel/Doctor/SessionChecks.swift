import LinuxSystem
import SessionBus

/// Whether the agent runs and what it says.
enum SessionChecks {
  static func run() -> [Finding] {
    let start = "systemctl --user start callreel-agent"
    guard let bus = try? BusConnection() else {
      return [
        .error(
          "session bus", "there is none", "run this within the employee's desktop session")
      ]
    }
    guard let properties = try? bus.agentProperties() else {
      return [.error("agent", "callreel-agent does not run in this session", start)]
    }
    let status = StatusText(properties)
    return [agent(status), notice(status), indicator(status)]
  }

  private static func agent(_ status: StatusText) -> Finding {
    if status.state == "off" {
      return .error(
        "agent", status.explanation, status.remedy ?? "see callreel-agent(1) for this reason")
    }
    guard let remedy = status.remedy else { return .fine("agent", status.sentence) }
    return .warning("agent", status.sentence, remedy)
  }

  private static func notice(_ status: StatusText) -> Finding {
    status.isNoticeConfirmed
      ? .fine("notice", "confirmed in its current form")
      : .warning(
        "notice", "not confirmed in its current form, so that nothing is recorded",
        "the employee reads and confirms it: callreel notice --confirm")
  }

  private static func indicator(_ status: StatusText) -> Finding {
    let idle = ["idle", "armed", "off", "private"].contains(status.state)
    return status.indicator == "none" && !idle
      ? .error(
        "indicator", "none can be seen, so that nothing is recorded", "see callreel-agent(1)")
      : .fine("indicator", status.indicator == "none" ? "shown while recording" : status.indicator)
  }
}
