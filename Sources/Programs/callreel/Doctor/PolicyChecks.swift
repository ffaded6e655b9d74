import ByteCoding
import CallPolicy
import Configuration
import Journal
import LinuxSystem
import Messages
import Timeline

/// Whether the policy holds and this person may be recorded.
enum PolicyChecks {
  private static let today = CalendarDay(
    unixSeconds: Clock.unixSeconds + Int64(Clock.zoneOffsetSeconds))

  static func run(directory: String) -> (LoadedConfiguration?, [DoctorFinding]) {
    let faults = Configuration.faults(directory: directory)
    guard faults.isEmpty else {
      return (nil, faults.prefix(10).map { .faultyPolicy("\($0)", directory: directory) })
    }
    do throws(ConfigurationError) {
      let loaded = try Configuration.load(directory: directory, login: Account.login ?? "")
      let policy = DoctorFinding.policy(
        noticeVersion: loaded.policy.notice.version,
        hash: Hexadecimal.encode(loaded.policyHash.prefix(8)))
      return (loaded, [policy, person(loaded), keys(loaded)])
    } catch {
      return (nil, [.faultyPolicy("\(error)", directory: directory)])
    }
  }

  private static func person(_ loaded: LoadedConfiguration) -> DoctorFinding {
    let campaign = loaded.policy.campaign
    guard campaign.starts <= today, today <= campaign.ends else { return .otherDays(campaign) }
    guard let enrolment = loaded.enrolment else { return .notEnrolled }
    guard today <= enrolment.until else { return .enrolmentEnded(enrolment.until) }
    // The agent makes this person's key of a workstation when it first runs there.
    guard let here = WorkstationKey.fingerprint(stateDirectory: Account.stateDirectory) else {
      return .enrolled(until: enrolment.until)
    }
    guard enrolment.includes(workstation: here) else { return .otherWorkstation(here) }
    return enrolment.workstations.isEmpty
      ? .unnamedWorkstation(here) : .enrolled(until: enrolment.until)
  }

  private static func keys(_ loaded: LoadedConfiguration) -> DoctorFinding {
    let valid = loaded.recipients.filter { $0.until >= today }
    guard valid.contains(where: { $0.role == .trainer }) else { return .noTrainerKey }
    return .keys(valid: valid.count, of: loaded.recipients.count)
  }
}
