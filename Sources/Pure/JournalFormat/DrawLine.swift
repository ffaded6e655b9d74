internal import ByteCoding
package import Timeline

/// Whose draws a list holds, and what was promised before the first of them (N3).
package struct DrawOrigin: Equatable, Sendable {
  package var campaign: String
  package var person: String
  /// The fingerprint of the workstation's key.
  package var workstation: String
  /// BLAKE2b-256 of the workstation's own seed, 32 bytes.
  package var commitment: [UInt8]

  package init(campaign: String, person: String, workstation: String, commitment: [UInt8]) {
    self.campaign = campaign
    self.person = person
    self.workstation = workstation
    self.commitment = commitment
  }
}

/// What the policy said of the draw when the lines that follow were written.
package struct DrawTerms: Equatable, Sendable {
  package var share: Double
  package var perPersonPerWeek: Int
  /// How many workstations share the week's calls.
  package var workstations: Int
  /// The last day of the campaign.
  package var ends: CalendarDay
  /// The promised hashes of the parties' seeds in the policy's order, 32 bytes each.
  package var commitments: [[UInt8]]

  package init(
    share: Double, perPersonPerWeek: Int, workstations: Int = 1, ends: CalendarDay,
    commitments: [[UInt8]]
  ) {
    self.share = share
    self.perPersonPerWeek = perPersonPerWeek
    self.workstations = max(1, workstations)
    self.ends = ends
    self.commitments = commitments
  }

  /// Calls that may be selected in a week on this workstation: its part, rounded down (F8).
  package var weeklyCap: Int { perPersonPerWeek / workstations }
}

/// One draw: neither a time nor a call.
package struct DrawEntry: Equatable, Sendable {
  /// Of the person's eligible calls in the campaign, from 1.
  package var ordinal: UInt64
  /// What was drawn, 32 bytes.
  package var digest: [UInt8]
  package var isSelected: Bool
  /// The Monday of the draw's week.
  package var week: CalendarDay

  package init(ordinal: UInt64, digest: [UInt8], isSelected: Bool, week: CalendarDay) {
    self.ordinal = ordinal
    self.digest = digest
    self.isSelected = isSelected
    self.week = week
  }
}

/// One line of a list of draws without its hash.
package enum DrawLine: Equatable, Sendable {
  case origin(DrawOrigin)
  case terms(DrawTerms)
  case draw(DrawEntry)

  private static let title = "callreel-draws 1"

  /// Words between single spaces.
  package var text: String {
    switch self {
    case .origin(let origin):
      "\(Self.title) \(origin.campaign) \(origin.person) \(origin.workstation) "
        + Hexadecimal.encode(origin.commitment)
    case .terms(let terms):
      "terms \(terms.share) \(terms.perPersonPerWeek)/\(terms.workstations) \(terms.ends.text) "
        + terms.commitments.map { Hexadecimal.encode($0) }.joined(separator: " ")
    case .draw(let entry):
      "\(entry.ordinal) \(Hexadecimal.encode(entry.digest)) "
        + "\(entry.isSelected ? "selected" : "passed") \(entry.week.text)"
    }
  }

  /// Reads what ``text`` writes, and nothing else.
  package init?(text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count >= 4, let line = Self(words: words), line.text == text else { return nil }
    self = line
  }

  private init?(words: [String]) {
    switch words[0] {
    case "callreel-draws":
      guard words.count == 6, let commitment = Hexadecimal.decode(words[5]) else { return nil }
      self = .origin(
        DrawOrigin(
          campaign: words[2], person: words[3], workstation: words[4], commitment: commitment))
    case "terms":
      let cap = words[2].split(separator: "/").map { Int($0) ?? 0 }
      guard let share = Double(words[1]), cap.count == 2, let ends = CalendarDay(words[3]) else {
        return nil
      }
      self = .terms(
        DrawTerms(
          share: share, perPersonPerWeek: cap[0], workstations: cap[1], ends: ends,
          commitments: words[4...].compactMap { Hexadecimal.decode($0) }))
    default:
      guard words.count == 4, let ordinal = UInt64(words[0]),
        let digest = Hexadecimal.decode(words[1]), let week = CalendarDay(words[3])
      else { return nil }
      self = .draw(
        DrawEntry(
          ordinal: ordinal, digest: digest, isSelected: words[2] == "selected", week: week))
    }
  }
}
