import CallPolicy
import LinuxSystem
import Messages
import SessionBus

/// Whether the agent runs and what it says.
enum SessionChecks {
  static func run() -> [DoctorFinding] {
    guard let bus = try? BusConnection() else { return [.noSessionBus] }
    guard let properties = try? bus.agentProperties() else { return [.noAgent] }
    let status = StatusText(properties)
    let notice: DoctorFinding =
      status.isNoticeConfirmed ? .confirmedNotice : .unconfirmedNotice
    return [agent(properties), notice, indicator(status)]
  }

  private static func agent(_ properties: [String: BusValue]) -> DoctorFinding {
    let status = StatusText(properties)
    if status.state == "off" {
      return .agentOff(LocalizedText { StatusText(properties, in: $0).explanation }, status.off)
    }
    return .agent(LocalizedText { StatusText(properties, in: $0).sentence }, status.held)
  }

  private static func indicator(_ status: StatusText) -> DoctorFinding {
    let isIdle = ["idle", "armed", "off", "private"].contains(status.state)
    return status.indicator == "none" && !isIdle ? .noIndicator : .indicator(status.indicator)
  }
}
