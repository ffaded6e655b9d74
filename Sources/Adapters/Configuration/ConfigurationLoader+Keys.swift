internal import ByteCoding
internal import CallPolicy
internal import ClipFormat
internal import ClipSealing

/// The keys and seeds that a policy names.
extension ConfigurationLoader {
  /// Each party's seed, where it is what was promised (N3).
  mutating func readSeeds(_ policy: Policy, _ findings: Findings) -> [[UInt8]] {
    let before = findings.errors.count
    defer { errors += findings.errors[before...] }
    var seeds: [[UInt8]] = []
    for (index, part) in policy.sampling.seeds.enumerated() {
      guard let seed = readHexadecimal(part.file, count: Limits.seedBytes, rule: .n3) else {
        continue
      }
      if Digest.blake2b256(seed) != Hexadecimal.decode(part.commitment) {
        findings.add(
          "sampling.seeds[\(index)].commitment", .n3, "is not the commitment of the seed")
      }
      seeds.append(seed)
    }
    return seeds
  }

  /// The keys that the policy's texts stand for.
  mutating func readKeys(_ policy: Policy, _ findings: Findings) -> (
    controller: PublicKey?, council: PublicKey?, recipients: [RecipientKey]
  ) {
    let before = findings.errors.count
    defer { errors += findings.errors[before...] }
    let controller = key(
      policy.controller.key, of: .controller, "controller.key", .n14, findings)
    let council = policy.notice.worksCouncil.key.flatMap {
      key($0, of: .council, "notice.works_council.key", .n3, findings)
    }
    var recipients: [RecipientKey] = []
    for (index, person) in policy.recipients.enumerated() {
      let kind: KeyKind = person.role == .trainer ? .trainer : .recovery
      if let key = key(person.key, of: kind, "recipient[\(index)].key", .f10, findings) {
        recipients.append(
          RecipientKey(name: person.name, role: person.role, until: person.until, key: key))
      }
    }
    return (controller, council, recipients)
  }

  private func key(
    _ text: String, of kind: KeyKind, _ path: String, _ rule: Rule, _ findings: Findings
  ) -> PublicKey? {
    do throws(KeyError) {
      let key = try PublicKey(text: text)
      if key.kind == kind { return key }
      findings.add(path, rule, "is a \(key.kind.name)'s key, not a \(kind.name)'s")
    } catch {
      switch error {
      case .privateKey:
        findings.add(
          path, rule, "is a private key",
          advice: "make a new pair, and give the public half only")
      case .notAKey, .mistyped, .unknownKind, .unknownVersion:
        findings.add(path, rule, "is not a key", advice: "what callreel key show prints")
      }
    }
    return nil
  }
}
