internal import ClipFormat

extension Policy {
  /// What of an enrolment this policy cannot serve (F7, F8, F10).
  package func faults(of enrolment: Enrolment) -> [PolicyFault] {
    var faults = PolicyFaults()
    faults.require(enrolment.employee, "employee", .f7)
    if SharedLogins.isShared(enrolment.employee) {
      faults.add(
        "employee", .f7, "is a login that several people use", advice: "a login for each person")
    }
    faults.require(enrolment.application, "application", .f7)
    faults.require(enrolment.reason, "reason", .f7)
    checkTrainers(enrolment, &faults)
    checkWorkstations(enrolment, &faults)
    checkTelephone(enrolment, &faults)
    return faults.all
  }

  private func checkTelephone(_ enrolment: Enrolment, _ faults: inout PolicyFaults) {
    let isNeeded = sources.contains { source in
      if case .ami(_, nil, _, _, _, _) = source.kind { true } else { false }
    }
    if isNeeded { faults.require(enrolment.telephone ?? "", "extension", .f7) }
  }

  private func checkTrainers(_ enrolment: Enrolment, _ faults: inout PolicyFaults) {
    if enrolment.trainers.isEmpty {
      faults.add("trainers", .f10, "is empty", advice: "name the trainers of this person")
    }
    let known = Set(recipients.lazy.filter { $0.role == .trainer }.map(\.name))
    if !known.isSuperset(of: enrolment.trainers) {
      faults.add(
        "trainers", .f10, "names somebody who is no trainer of policy.toml",
        advice: "a [[recipient]] with role = \"trainer\"")
    }
  }

  private func checkWorkstations(_ enrolment: Enrolment, _ faults: inout PolicyFaults) {
    for (index, workstation) in enrolment.workstations.enumerated()
    where !ObjectName.isFingerprint(workstation) {
      faults.add(
        "workstations[\(index)]", .f7, "is not a fingerprint", advice: "16 hexadecimal digits")
    }
    faults.refuseRepeats(enrolment.workstations, .f7) { "workstations[\($0)]" }
    if weeklyCap(for: enrolment) < 1 {
      faults.add(
        "workstations", .f8, "leaves each of them less than one call a week",
        advice: "fewer workstations, or a larger sampling.per_person_per_week")
    }
  }
}

/// Names of logins that are no person's own (F7).
///
/// Only names that hardly anybody bears; what a name does not show, the report asks.
private enum SharedLogins {
  private static let names: Set<String> = [
    "accueil", "agents", "balie", "callcenter", "callcentre", "contactcenter", "contactcentre",
    "gast", "guest", "helpdesk", "hotline", "invite", "kiosk", "klantenservice", "operators",
    "public", "reception", "shared", "team", "users",
  ]

  /// A number at the end makes no person of it: `kiosk-12`.
  static func isShared(_ login: String) -> Bool {
    var name = login.lowercased()[...]
    while let last = name.last, last.isNumber || "-_.".contains(last) { name = name.dropLast() }
    return names.contains(String(name))
  }
}
