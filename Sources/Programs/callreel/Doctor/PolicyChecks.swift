import ByteCoding
import CallPolicy
import Configuration
import LinuxSystem
import Timeline

/// Whether the policy holds and this person may be recorded.
enum PolicyChecks {
  private static let topic = "policy"
  private static let today = CalendarDay(
    unixSeconds: Clock.unixSeconds + Int64(Clock.zoneOffsetSeconds))

  static func run(directory: String) -> (LoadedConfiguration?, [Finding]) {
    let faults = Configuration.faults(directory: directory)
    guard faults.isEmpty else {
      return (
        nil,
        faults.prefix(10).map {
          .error(topic, "\($0)", "mend it; callreel policy check \(directory) names everything")
        }
      )
    }
    do throws(ConfigurationError) {
      let loaded = try Configuration.load(directory: directory, login: Account.login ?? "")
      let hash = Hexadecimal.encode(loaded.policyHash.prefix(8))
      let version = loaded.policy.notice.version
      return (
        loaded,
        [.fine(topic, "notice version \(version), hash \(hash)")] + person(loaded) + keys(loaded)
      )
    } catch {
      return (nil, [.error(topic, "\(error)", "run callreel policy check \(directory)")])
    }
  }

  private static func person(_ loaded: LoadedConfiguration) -> [Finding] {
    let campaign = loaded.policy.campaign
    guard campaign.starts <= today, today <= campaign.ends else {
      return [
        .warning(
          "campaign", "\(campaign.id) runs from \(campaign.starts.text) to \(campaign.ends.text)",
          "nothing is recorded on other days; set campaign.starts and ends")
      ]
    }
    guard let enrolment = loaded.enrolment else {
      return [
        .warning(
          "enrolment", "this person is not enrolled, so that nothing is recorded",
          "an administrator adds people/LOGIN.toml; see callreel-policy(5)")
      ]
    }
    guard today <= enrolment.until else {
      return [
        .warning(
          "enrolment", "it ended on \(enrolment.until.text)",
          "an administrator sets until in people/LOGIN.toml")
      ]
    }
    return [.fine("enrolment", "until \(enrolment.until.text)")]
  }

  private static func keys(_ loaded: LoadedConfiguration) -> [Finding] {
    let valid = loaded.recipients.filter { $0.until >= today }
    guard valid.contains(where: { $0.role == .trainer }) else {
      return [
        .error(
          "keys", "no trainer's key is valid today",
          "add a [[recipient]] or set its until; callreel key new makes a key")
      ]
    }
    return [.fine("keys", "\(valid.count) of \(loaded.recipients.count) recipients can open clips")]
  }
}
