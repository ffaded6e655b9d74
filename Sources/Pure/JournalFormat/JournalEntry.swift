internal import ClipFormat
internal import Timeline

/// One line of the journal without its hash: number, moment, event.
///
/// callreel-policy(5) has the form. The number is part of what the hash covers, so a head of the
/// chain stands for one count only.
package struct JournalEntry: Equatable, Sendable {
  /// From 1, without gaps.
  package var number: UInt64
  package var unixSeconds: Int64
  package var event: JournalEvent

  package init(number: UInt64, unixSeconds: Int64, event: JournalEvent) {
    self.number = number
    self.unixSeconds = unixSeconds
    self.event = event
  }

  /// Words between single spaces.
  package var text: String {
    "\(number) \(TimestampText.text(unixSeconds: unixSeconds)) "
      + event.words.joined(separator: " ")
  }

  /// Reads what ``text`` writes, and nothing else.
  package init?(text: String) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count >= 3, let number = UInt64(words[0]), number > 0,
      let microseconds = TimestampText.microseconds(words[1]),
      let event = JournalEvent(words: Array(words[2...]))
    else { return nil }
    self.init(number: number, unixSeconds: microseconds / 1_000_000, event: event)
    guard self.text == text else { return nil }
  }
}

extension JournalEvent {
  fileprivate var words: [String] {
    switch self {
    case .recorded(let location, let choice):
      [
        "recorded", location.path, "draw=\(choice.draw)", "share=\(choice.share)",
        "expires=\(choice.expires.text)",
      ]
    case .kept(let clip, let seconds):
      ["kept", clip.text] + (seconds.map { ["seconds=\($0)"] } ?? [])
    case .fieldsUnknown(let clip): ["fields-unknown", clip.text]
    case .nothingKept(let clip): ["nothing-kept", clip.text]
    case .destroyed(let clip): ["destroyed", clip.text]
    case .unknown(let clip): ["unknown", clip.text]
    case .repaired: ["repaired"]
    case .replaced: ["replaced"]
    }
  }

  fileprivate init?(words: [String]) {
    let clip = words.dropFirst().first.flatMap { ClipIdentifier(text: $0) }
    switch (words[0], clip) {
    case ("recorded", nil):
      guard let (location, choice) = Self.recording(words) else { return nil }
      self = .recorded(location, choice)
    case ("kept", let clip?):
      self = .kept(clip, seconds: words.last.flatMap { Self.value("seconds", $0) })
    case ("fields-unknown", let clip?): self = .fieldsUnknown(clip)
    case ("nothing-kept", let clip?): self = .nothingKept(clip)
    case ("destroyed", let clip?): self = .destroyed(clip)
    case ("unknown", let clip?): self = .unknown(clip)
    case ("repaired", nil): self = .repaired
    case ("replaced", nil): self = .replaced
    default: return nil
    }
  }

  private static func recording(_ words: [String]) -> (ClipLocation, Choice)? {
    guard words.count == 5, let location = ClipLocation(path: words[1]),
      let draw: UInt64 = value("draw", words[2]), let share: Double = value("share", words[3]),
      words[4].hasPrefix("expires="), let expires = CalendarDay(words[4].dropFirst(8))
    else { return nil }
    return (location, Choice(draw: draw, share: share, expires: expires))
  }

  private static func value<Value: LosslessStringConvertible>(
    _ name: String, _ word: String
  ) -> Value? {
    word.hasPrefix(name + "=") ? Value(String(word.dropFirst(name.utf8.count + 1))) : nil
  }
}
