internal import ByteCoding
internal import CallPolicy
internal import ClipSealing
package import JournalFormat
package import Timeline

/// The lines of a list of draws and their chain, without a disk.
///
/// Each line ends with BLAKE2b-256 of the line before and of its own text, as in a journal.
package struct DrawLedger: Sendable {
  private static let domain = "callreel draws 1"

  package let origin: DrawOrigin
  package private(set) var lines: [DrawLine] = []
  /// The lines as they stand in the file.
  package private(set) var texts: [String] = []
  private(set) var terms: DrawTerms?
  /// The number of the latest draw, 0 before the first.
  package private(set) var drawCount: UInt64 = 0
  private var head = [UInt8](repeating: 0, count: Digest.byteCount)
  private var selected: [CalendarDay: Int] = [:]

  /// A list without draws; its first line is the promise.
  package init(origin: DrawOrigin) {
    self.origin = origin
    _ = append(.origin(origin))
  }

  /// Reads whole lines; the first that is wrong is thrown.
  package init(lines texts: [Substring]) throws(DrawListError) {
    var entries: [(DrawLine, [UInt8])] = []
    for (index, text) in texts.enumerated() {
      guard let space = text.lastIndex(of: " "),
        let hash = Digest.exactly(text[text.index(after: space)...]),
        let line = DrawLine(text: String(text[..<space]))
      else { throw .differs(.notALine(index + 1)) }
      entries.append((line, hash))
    }
    guard case .origin(let origin)? = entries.first?.0 else { throw .differs(.notALine(1)) }
    self.origin = origin
    for (index, (line, hash)) in entries.enumerated() {
      if index > 0, case .origin = line { throw .differs(.notALine(index + 1)) }
      _ = append(line)
      guard head == hash else { throw .differs(.chain(line: index + 1)) }
    }
  }

  /// How many calls of this person were drawn for recording in that week (F8).
  package func selectedCount(inWeekOf day: CalendarDay) -> Int {
    selected[day.monday] ?? 0
  }

  /// Notes what the policy says now; the line for the file, nil where nothing has changed.
  package mutating func note(_ terms: DrawTerms) -> String? {
    terms == self.terms ? nil : append(.terms(terms))
  }

  /// Draws the person's next eligible call under the latest terms.
  ///
  /// Nil where the week has its recordings already, or no terms were noted: no draw is made.
  package mutating func draw(
    seeds: [[UInt8]], today: CalendarDay
  ) -> (isSelected: Bool, line: String)? {
    guard let terms, selectedCount(inWeekOf: today) < terms.weeklyCap else { return nil }
    let ordinal = drawCount + 1
    let digest = Self.digest(seeds: seeds, origin: origin, ordinal: ordinal)
    let isSelected = Draw.selects(digest: digest, share: terms.share)
    let entry = DrawEntry(
      ordinal: ordinal, digest: digest, isSelected: isSelected, week: today.monday)
    return (isSelected, append(.draw(entry)))
  }

  /// What the seeds give for a call.
  static func digest(seeds: [[UInt8]], origin: DrawOrigin, ordinal: UInt64) -> [UInt8] {
    Digest.blake2b256(
      Draw.message(
        seeds: seeds, campaign: origin.campaign, person: origin.person,
        workstation: origin.workstation, ordinal: ordinal))
  }

  /// The line as it stands in the file, with its hash.
  private mutating func append(_ line: DrawLine) -> String {
    let text = line.text
    var writer = ByteWriter()
    writer.block(Self.domain.utf8)
    writer.raw(head)
    writer.block(text.utf8)
    head = Digest.blake2b256(writer.bytes)
    lines.append(line)
    switch line {
    case .origin: break
    case .terms(let terms): self.terms = terms
    case .draw(let entry):
      drawCount = entry.ordinal
      if entry.isSelected { selected[entry.week, default: 0] += 1 }
    }
    texts.append(text + " " + Hexadecimal.encode(head))
    return texts[texts.count - 1]
  }
}

/// Why a list of draws cannot be read.
package enum DrawListError: Error, Equatable {
  case differs(DrawDifference)
}
