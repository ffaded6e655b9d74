internal import ByteCoding
package import CallPolicy
internal import ClipSealing
package import JournalFormat
internal import Timeline

/// Recomputing a list of draws from the seeds that all parties have revealed (N3).
package enum DrawAudit {
  /// Everything in which the list differs from what policy and seeds give; empty where nothing
  /// does.
  ///
  /// `seeds`: those of the policy's parties, in its order.
  package static func differences(
    _ export: DrawExport, policy: Policy, seeds: [[UInt8]]
  ) -> [DrawDifference] {
    differences(export.ledger, ownSeed: export.seed, policy: policy, seeds: seeds)
  }

  package static func differences(
    _ ledger: DrawLedger, ownSeed: [UInt8], policy: Policy, seeds: [[UInt8]]
  ) -> [DrawDifference] {
    let expected = policy.drawTerms(workstations: 1)
    var found: [DrawDifference] = []
    if ledger.origin.campaign != policy.campaign.id { found.append(.campaign) }
    if Digest.blake2b256(ownSeed) != ledger.origin.commitment { found.append(.workstationSeed) }
    for (index, seed) in seeds.enumerated()
    where !expected.commitments.indices.contains(index)
      || Digest.blake2b256(seed) != expected.commitments[index]
    {
      found.append(.seed(party: index + 1))
    }
    var run = DrawRun(ledger.origin, seeds: seeds + [ownSeed], policy: policy)
    for line in ledger.lines {
      switch line {
      case .origin: break
      case .terms(let terms): found += run.differences(terms, from: expected)
      case .draw(let entry): found += run.differences(entry)
      }
    }
    return found + run.overCap
  }
}

/// The audit of one list, line after line.
private struct DrawRun {
  let origin: DrawOrigin
  let seeds: [[UInt8]]
  let weeks: ClosedRange<CalendarDay>
  var terms: DrawTerms?
  var drawn: UInt64 = 0
  var week: CalendarDay
  var selected: [CalendarDay: Int] = [:]

  init(_ origin: DrawOrigin, seeds: [[UInt8]], policy: Policy) {
    self.origin = origin
    self.seeds = seeds
    let first = policy.campaign.starts.monday
    weeks = first...max(first, policy.campaign.ends.monday)
    week = first
  }

  mutating func differences(_ terms: DrawTerms, from expected: DrawTerms) -> [DrawDifference] {
    self.terms = terms
    var found: [DrawDifference] = []
    if terms.share != expected.share { found.append(.share(terms.share, draws: drawn)) }
    if terms.perPersonPerWeek != expected.perPersonPerWeek {
      found.append(.cap(terms.perPersonPerWeek, draws: drawn))
    }
    if terms.ends != expected.ends { found.append(.ends(terms.ends, draws: drawn)) }
    guard terms.commitments.count == expected.commitments.count else {
      return found + [.parties(draws: drawn)]
    }
    for (index, pair) in zip(terms.commitments, expected.commitments).enumerated()
    where pair.0 != pair.1 {
      found.append(.commitment(party: index + 1, draws: drawn))
    }
    return found
  }

  mutating func differences(_ entry: DrawEntry) -> [DrawDifference] {
    var found: [DrawDifference] = []
    if entry.ordinal != drawn + 1 {
      found.append(.ordinal(entry.ordinal, expected: drawn + 1))
    }
    drawn = entry.ordinal
    let digest = DrawLedger.digest(seeds: seeds, origin: origin, ordinal: entry.ordinal)
    if digest != entry.digest { found.append(.digest(ordinal: entry.ordinal)) }
    if Draw.selects(digest: digest, share: terms?.share ?? 0) != entry.isSelected {
      found.append(.decision(ordinal: entry.ordinal))
    }
    if entry.week < week || !weeks.contains(entry.week) || entry.week != entry.week.monday {
      found.append(.week(ordinal: entry.ordinal))
    }
    week = max(week, entry.week)
    if entry.isSelected { selected[entry.week, default: 0] += 1 }
    return found
  }

  /// Weeks with more than the terms that held last allow.
  var overCap: [DrawDifference] {
    let cap = terms?.weeklyCap ?? 0
    return selected.filter { $0.value > cap }.sorted { $0.key < $1.key }
      .map { .overCap(week: $0.key, count: $0.value) }
  }
}
