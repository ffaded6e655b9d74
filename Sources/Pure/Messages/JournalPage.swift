package import CallPolicy
internal import ClipFormat
package import JournalFormat
package import Timeline

/// The employee's journal as a person reads it: today first, plain words (N4).
package enum JournalPage {
  /// `accesses` stand below the calls that they are of, those to all recordings at the end (F10),
  /// `requests` after these (N9).
  ///
  /// `zoneOffset` gives the seconds that local time is ahead of UTC at a moment.
  package static func text(
    _ entries: [JournalEntry], accesses: [JournalAccess] = [],
    requests: [JournalRequest] = [], today: CalendarDay,
    language: Language = .english, zoneOffset: (Int64) -> Int
  ) -> String {
    let words = JournalWords(language)
    let calls = RecordedCall.calls(in: entries)
    var lines: [String] = []
    func local(_ moment: Int64) -> Int64 { moment + Int64(zoneOffset(moment)) }
    func told(_ accesses: [JournalAccess]) -> [String] {
      accesses.sorted { $0.unixSeconds < $1.unixSeconds }
        .map { AccessSentences.line($0, language: language, zoneOffset: zoneOffset) }
    }
    let byClip = Dictionary(grouping: accesses) { $0.act.clip?.clip }
    var heading: CalendarDay?
    // The latest day first, and within a day as the day went.
    let days = Dictionary(grouping: calls) { CalendarDay(unixSeconds: local($0.unixSeconds)) }
    if days[today] == nil { lines += [words.day(today, today: today), "  " + words.noCalls, ""] }
    for day in days.keys.sorted(by: >) {
      if heading != nil { lines.append("") }
      heading = day
      lines.append(words.day(day, today: today))
      for call in days[day] ?? [] {
        let second = local(call.unixSeconds) - Int64(day.number) * 86_400
        lines.append("  \(TimestampText.clock(second).prefix(5))  \(words.state(call, today))")
        lines.append("         " + words.choice(call))
        lines.append("         " + words.clip(call))
        if call.areFieldsUnknown { lines.append("         " + words.unknownFields) }
        lines += told(byClip[call.location.clip] ?? []).map { "         " + $0 }
      }
    }
    let happened = entries.compactMap { words.incident($0.event) }
    let ofCalls = Set(calls.map(\.location.clip))
    let others = accesses.filter { $0.act.clip.map { !ofCalls.contains($0.clip) } ?? true }
    if !others.isEmpty {
      lines += ["", words.otherAccesses + words.colon] + told(others).map { "  " + $0 }
    }
    if !requests.isEmpty {
      lines += ["", words.requests]
      lines += requests.map { "  " + RequestSentences.line($0, language: language) }
    }
    if !calls.isEmpty { lines += ["", words.access] }
    if let last = happened.last { lines += ["", last] }
    return lines.drop { $0.isEmpty }.joined(separator: "\n") + "\n"
  }

  /// Where a journal is not as it was written, without a full stop.
  package static func sentence(
    _ fault: JournalFault, language: Language = .english
  ) -> String {
    JournalWords(language).fault(fault)
  }
}
