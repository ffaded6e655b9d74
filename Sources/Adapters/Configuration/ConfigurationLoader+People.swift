internal import CallPolicy
internal import ClipFormat
internal import ClipSealing

/// The files of people, and the workstations on which they may be recorded (F7, F8).
extension ConfigurationLoader {
  /// Nil where this person has no file: nobody is recorded unasked (F7).
  mutating func readEnrolment(of login: String, policy: Policy) -> Enrolment? {
    let file = "people/\(login).toml"
    guard !login.isEmpty, !login.hasPrefix("."), !login.contains("/") else { return nil }
    do {
      try directory.checkDirectory("people")
      guard let bytes = try directory.read(file, limit: Self.policyLimit, readers: .login(login)),
        let (members, findings) = parse(bytes, file: file)
      else { return nil }
      var enrolment = SettingsReader.enrolment(TableReader(members, findings: findings))
      completeWorkstations(of: &enrolment, findings)
      if findings.errors.isEmpty {
        if enrolment.employee != login {
          findings.add("employee", .f7, "is not the login of the file's name")
        }
        for fault in policy.faults(of: enrolment) { findings.add(fault) }
      }
      errors += findings.errors
      return enrolment
    } catch {
      errors.append(error)
      return nil
    }
  }

  /// Who names no workstation is recorded on the only one that there is (F8).
  private func completeWorkstations(of enrolment: inout Enrolment, _ findings: Findings) {
    guard enrolment.workstations.isEmpty, let listed = listedWorkstations else { return }
    if listed.count == 1 {
      enrolment.workstations = listed
    } else {
      findings.add(
        "workstations", .f8, "is missing, and the controller lists \(listed.count) of them",
        advice: "the fingerprint of each workstation of this person")
    }
  }

  /// Learns which workstations the controller has listed, where there is a list yet.
  mutating func readWorkstations(_ policy: Policy, controller: PublicKey?) {
    guard let file = policy.store.workstations, let controller else { return }
    do {
      let limit = FormatLimits.listTextBytes
      guard let bytes = try directory.read(file, limit: limit, readers: .anybody) else { return }
      guard let list = try? WorkstationList(file: bytes), list.controller == controller else {
        add(
          file, nil, .f8, "is no list of workstations that the controller signed",
          advice: "callreel key workstations sign makes it")
        return
      }
      listedWorkstations = list.workstations.map(\.fingerprint)
    } catch {
      errors.append(error)
    }
  }

  /// The logins that have a file.
  mutating func people() -> [String] {
    do {
      return try directory.list("people").filter { $0.hasSuffix(".toml") }
        .map { String($0.dropLast(".toml".count)) }
    } catch {
      errors.append(error)
      return []
    }
  }
}
