package import CallPolicy
package import ClipFormat
package import ClipSealing
package import Timeline

/// A recipient with the key that its text stands for.
package struct RecipientKey: Equatable, Sendable {
  package let name: String
  package let role: Policy.RecipientRole
  package let until: CalendarDay
  package let key: PublicKey
}

/// A configuration directory that was read, checked and found right as a whole.
package struct LoadedConfiguration: Sendable {
  package let policy: Policy
  /// BLAKE2b-256 over the exact bytes of `policy.toml`, framed; bound into every clip.
  package let policyHash: [UInt8]
  /// Nil: this person is not to be recorded (F7).
  package let enrolment: Enrolment?
  package let customers: CustomerList
  /// Nil where the policy names no list.
  package let never: NeverList?
  /// In the policy's order, 32 bytes each; their commitments hold (N3).
  package let seeds: [[UInt8]]
  /// In the policy's order.
  package let recipients: [RecipientKey]
  package let controllerKey: PublicKey
  /// What lists of draws are sealed to; nil where the policy names no council's key (N3).
  package let drawListKeys: DrawListKeys?
  /// The secrets of the telephony sources that have one, by the source's name.
  package let sourceSecrets: [String: String]

  /// Those to whom a clip of the enrolled person is sealed on this day.
  package func recipients(on day: CalendarDay) -> [RecipientKey] {
    guard let enrolment else { return [] }
    let names = Set(policy.recipients(for: enrolment, on: day).map(\.name))
    return recipients.filter { names.contains($0.name) }
  }

  /// Whether the number is on the never-list (F11).
  package func isNever(_ number: PhoneNumber) -> Bool {
    never?.contains(number) ?? false
  }
}
