package import Timeline

/// Where a list of draws is not what the revealed seeds and the policy give (N3).
package enum DrawDifference: Equatable, Sendable {
  /// The line, from 1, is none of a list of draws.
  case notALine(Int)
  /// The line, from 1, does not follow from the one before: it was changed, moved, or one is gone.
  case chain(line: Int)
  /// The list is not signed by the workstation that it names.
  case signature
  case campaign
  /// The workstation's seed is not the one that was promised.
  case workstationSeed
  /// The seed of the policy's party, from 1, is not the one that was promised.
  case seed(party: Int)
  /// What was promised for the policy's party, from 1, was something else after this many draws.
  case commitment(party: Int, draws: UInt64)
  case parties(draws: UInt64)
  /// The share was another after this many draws.
  case share(Double, draws: UInt64)
  case cap(Int, draws: UInt64)
  case ends(CalendarDay, draws: UInt64)
  /// Another number of draw was due.
  case ordinal(UInt64, expected: UInt64)
  /// The seeds draw something else for this call.
  case digest(ordinal: UInt64)
  /// The share decides otherwise for this call.
  case decision(ordinal: UInt64)
  /// The week is before the one of the draw before it, or outside the campaign.
  case week(ordinal: UInt64)
  /// More calls than the cap were selected in this week.
  case overCap(week: CalendarDay, count: Int)
}
