package import Timeline

/// Where a clip lies in a store; bound into every signature and sealed message of the clip.
package struct ClipLocation: Hashable, Sendable {
  package let campaign: String
  /// The workstation's local day of `answered`.
  package let day: CalendarDay
  package let clip: ClipIdentifier

  /// Nil where the campaign is not an identifier or the day is not of the years 1 to 9999.
  package init?(campaign: String, day: CalendarDay, clip: ClipIdentifier) {
    guard Self.isCampaign(campaign), (1...9999).contains(day.year) else { return nil }
    self.campaign = campaign
    self.day = day
    self.clip = clip
  }

  /// Reads what ``path`` writes, and nothing else.
  package init?(path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, let day = CalendarDay(parts[1]),
      let clip = ClipIdentifier(text: parts[2])
    else { return nil }
    self.init(campaign: String(parts[0]), day: day, clip: clip)
  }

  /// Such as `crm-onboarding/2026-11-21/mfzwizltoq4tgnjqgiytemzvgy`.
  package var path: String { "\(campaign)/\(day.text)/\(clip.text)" }

  /// One to 64 of lower-case letters, digits and `-`, and no word of a store's ledgers.
  package static func isCampaign(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && !LedgerFolder.words.contains(text)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
