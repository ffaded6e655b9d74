import ByteCoding
import ClipFormat
import ClipPlayer
import ClipSealing
import Timeline

/// What `callreel clip verify` says of a clip that passed.
enum CheckedClip {
  case whole(VerifiedClip)
  /// Only who knows the controller knows that the tombstone is theirs.
  case erased(ClipLocation, Tombstone, isVouchedFor: Bool)

  /// What was proved without a key.
  init(_ verdict: ClipVerdict, of clip: ClipLocation, on shelf: ClipShelf) {
    self =
      switch verdict {
      case .clip(let report): .whole(VerifiedClip(report, today: shelf.today))
      case .erased(let tombstone):
        .erased(clip, tombstone, isVouchedFor: shelf.controller != nil)
      }
  }

  /// Whether more of the clip should be here by now.
  var isOverdue: Bool {
    switch self {
    case .whole(let clip): clip.isOverdue
    case .erased: false
    }
  }

  func lines(_ style: TimelinePicture.Style) -> [String] {
    switch self {
    case .whole(let clip): clip.lines(style)
    case .erased(let clip, let tombstone, let isVouchedFor):
      [
        "erased \(clip.clip.text)  \(clip.campaign) \(clip.day.text)",
        "       erased on \(tombstone.day.text), \(tombstone.reason.name); signed by controller "
          + tombstone.controller.fingerprint,
      ]
        + (isVouchedFor
          ? []
          : ["       nothing vouches for this controller: give their key with --controller"])
    }
  }

  var object: JSONText {
    switch self {
    case .whole(let clip): clip.object
    case .erased(let clip, let tombstone, let isVouchedFor):
      .object([
        ("clip", .string(clip.clip.text)), ("ok", .boolean(true)), ("state", .string("erased")),
        ("vouched", .boolean(isVouchedFor)), ("campaign", .string(clip.campaign)),
        ("day", .string(clip.day.text)),
        ("erased", .string(tombstone.day.text)), ("reason", .string(tombstone.reason.name)),
        ("controller", .string(tombstone.controller.fingerprint)),
      ])
    }
  }
}

/// A clip that is whole; nothing of the call's people.
struct VerifiedClip {
  private static let pictureCells = 48
  private static let indent = "       "

  private let report: ClipReport
  let isOverdue: Bool
  /// Nil where no key was used.
  private let inside: (gaps: [Gap], workstation: PublicKey, monitors: Int)?

  init(_ report: ClipReport, today: CalendarDay) {
    self.report = report
    isOverdue = report.isOverdue(on: today)
    inside = nil
  }

  init(_ opened: borrowing OpenedClip, today: CalendarDay) {
    report = opened.report
    isOverdue = report.isOverdue(on: today)
    inside = (opened.gaps, opened.workstation, opened.monitors)
  }

  func lines(_ style: TimelinePicture.Style) -> [String] {
    let location = report.opening.location
    var lines = [
      TimelinePicture.line(report: report, width: Self.pictureCells, style: style) + "  "
        + TimelinePicture.legend(report: report, style: style),
      "\(seconds(report.filmedMilliseconds)) s of film in \(seconds(report.end.milliseconds)) s; "
        + "at most \(report.longestObservation) ms between two looks at the screen"
        + (report.keepsRateFloor ? "" : ", less than 5 times a second"),
    ]
    lines += gapLines
    lines.append(ending)
    lines.append(
      "without a key: \(count(report.segments, "segment")), nothing "
        + (closing == nil ? "" : "missing, ") + "changed or out of order; no silent gap")
    if !report.statements.isEmpty {
      let number = UInt32(report.statements.count)
      lines.append("\(count(number, "statement")) about it, attached by its controller")
    }
    if let inside {
      lines.append(
        "with the key: every part opens; made by workstation \(inside.workstation.fingerprint)"
          + (inside.monitors > 1 ? "; \(inside.monitors) monitors" : ""))
    }
    return [
      "\(closing == nil ? "open  " : "ok    ") \(location.clip.text)  \(location.campaign) \(location.day.text)"
    ]
      + lines.map { Self.indent + $0 }
  }

  var object: JSONText {
    let location = report.opening.location
    return .object([
      ("clip", .string(location.clip.text)), ("ok", .boolean(!isOverdue)),
      ("state", .string(closing == nil ? "open" : "closed")),
      ("campaign", .string(location.campaign)), ("day", .string(location.day.text)),
      ("expiry", .string(report.opening.expiry.text)),
      ("closing", closing.map { .string($0) } ?? .null),
      ("milliseconds", .integer(report.end.milliseconds)),
      ("filmed_milliseconds", .integer(report.filmedMilliseconds)),
      ("longest_observation_milliseconds", .integer(Int64(report.longestObservation))),
      (
        "gaps",
        .array(
          gaps.map { gap in
            .object([
              ("start", .integer(gap.span.start.milliseconds)),
              ("end", .integer(gap.span.end.milliseconds)), ("reason", .string(gap.name)),
            ])
          })
      ),
      ("workstation", inside.map { .string($0.workstation.fingerprint) } ?? .null),
      ("monitors", inside.map { .integer(Int64($0.monitors)) } ?? .null),
      ("statements", .integer(Int64(report.statements.count))),
    ])
  }

  /// With a key the exact reasons, without one what stands in clear.
  private var gaps: [(span: CallSpan, name: String)] {
    inside.map { inside in inside.gaps.map { ($0.span, $0.reason.name) } }
      ?? report.gaps.map { ($0.span, $0.kind.name) }
  }

  private var gapLines: [String] {
    gaps.map { gap in
      "no film from \(ClockText.exact(gap.span.start)) to \(ClockText.exact(gap.span.end)): "
        + gap.name
    }
  }

  private var closing: String? {
    switch report.closing {
    case .closed(let reason): reason.name
    case .open: nil
    }
  }

  private var ending: String {
    closing.map { "closed (\($0)), expires \(report.opening.expiry.text)" }
      ?? (isOverdue
        ? "not finished, and it should be: its end is lost, or is not shown to you"
        : "not finished yet: it is being made or uploaded")
  }

  private func seconds(_ milliseconds: Int64) -> String {
    ClockText.exact(milliseconds: milliseconds)
  }

  private func count(_ number: UInt32, _ what: String) -> String {
    "\(number) \(what)\(number == 1 ? "" : "s")"
  }
}
