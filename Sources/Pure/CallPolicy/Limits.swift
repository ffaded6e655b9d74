internal import ClipFormat

/// What no policy may go beyond, each limit with its rule.
package enum Limits {
  /// F8: the largest share of eligible calls that may be drawn.
  package static let share = 0.2
  /// F8: recordings a person and week.
  package static let perPersonPerWeek = 1...10
  /// F8: days from the first to the last day of a campaign, both counted.
  package static let campaignDays = 92
  /// F12: days that a clip is kept.
  package static let clipDays = 1...FormatLimits.retentionDays
  /// F12: days that a clip may outlive its campaign.
  package static let clipDaysAfterCampaign = 14
  /// F12: days that journal entries are kept.
  package static let journalDays = 183
  /// F12: days that the access log and requests are kept.
  package static let accessLogDays = AccessChain.keptDays
  /// F12: days that draws stay to be recomputed after the campaign.
  package static let drawDaysAfterCampaign = FormatLimits.drawDays
  /// F2: observations a second.
  package static let rate = 5...30
  /// Length of a segment in seconds; it holds whole fragments of ``fragmentSeconds``.
  package static let segmentSeconds = 2...60
  /// Length of a sealed fragment in seconds.
  package static let fragmentSeconds = 2
  /// F1: the shortest film that may be kept, in seconds; never less than one fragment.
  package static let shortestClipSeconds = 2...60
  /// N16: how long pixels wait for a late field, in milliseconds.
  package static let lookbackMilliseconds = 300...5000
  /// F8: the longest film of one call, in minutes.
  package static let longestMinutes = 1...240
  /// N2: digits that a prefix needs after its country code.
  package static let prefixDigits = 7
  /// N9: days within which a request is answered.
  package static let answerDays = 30
  /// N3: parties whose seeds the policy names; the workstation makes one more.
  package static let seedParties = 2...8
  /// N3: bytes of one party's seed.
  package static let seedBytes = 32
  /// What may wait on a workstation for the store, in 1,000,000 bytes.
  package static let spoolMegabytes = 1...1_000_000
  package static let usualSpoolMegabytes = 2000
  /// What the disk must have left before a call is recorded, in 1,000,000 bytes.
  package static let freeMegabytes = 0...1_000_000
  package static let usualFreeMegabytes = 100
  /// F10: people who can open a clip.
  package static let recipients = 48
  /// Bytes of a person's name.
  package static let nameBytes = FormatLimits.nameBytes
  /// Bytes of one text in the policy, so that a notice stays readable (N8).
  package static let textBytes = 4000
}
