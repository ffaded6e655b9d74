import ByteCoding
import ClipFormat
import ClipPlayer
import ClipSealing
import Timeline

/// What `callreel clip info` says of a clip; of the call's people, the trainers only.
struct ClipDescription {
  /// What only a key shows.
  struct Inside {
    var gaps: [Gap]
    var happened: Happenings
    var trainers: [String]
    var workstation: PublicKey
    var monitors: Int
    var policyOwner: PolicyOwner
    var statements: [Statement]
  }

  private static let pictureCells = 48
  private static let longestLine = 80
  private static let margin = 11

  let report: ClipReport
  /// The length of each object, in bytes.
  let sizes: [ObjectName: Int]
  /// Nil where no key was used.
  let inside: Inside?

  init(_ report: ClipReport, sizes: [ObjectName: Int]) {
    self.report = report
    self.sizes = sizes
    inside = nil
  }

  init(_ opened: borrowing OpenedClip) {
    report = opened.report
    sizes = opened.objectBytes
    inside = Inside(
      gaps: opened.gaps, happened: opened.happened, trainers: opened.call.trainers,
      workstation: opened.workstation, monitors: opened.monitors,
      policyOwner: opened.call.policyOwner, statements: opened.statements)
  }

  /// At most 80 columns wide.
  func lines(_ style: TimelinePicture.Style) -> [String] {
    let opening = report.opening
    let location = opening.location
    let export = opening.export == .allowed ? "export allowed" : "no export"
    var rows: [(String, String)] = [
      ("clip", location.clip.text),
      ("", "campaign \(location.campaign), \(location.day.text)"),
      ("", "for training only, not for appraisal; \(export)"),
      ("expires", "\(opening.expiry.text), from then on nobody may open it"),
      ("ended", closing ?? "not closed yet"),
      ("", ""),
      ("timeline", TimelinePicture.line(report: report, width: Self.pictureCells, style: style)),
      ("", TimelinePicture.legend(report: report, style: style)),
      ("film", film),
    ]
    rows += list("statement", statements)
    rows += list("not filmed", gaps.map { "\(times($0.span))  \($0.name)" })
    if let inside {
      rows += list(
        "events",
        inside.happened.events.map { "\(ClockText.exact($0.time))  \($0.kind.title)" })
      rows += list("masked", inside.happened.masked.map(masked), none: "nothing")
      rows += list(
        "covered",
        inside.happened.hidden.map { "\(times($0.span))  a whole window: \($0.reason.name)" },
        none: "nothing")
    }
    rows.append(("", ""))
    rows += list("size", size)
    rows += list("opens for", recipients)
    if let inside {
      rows += list("trainers", inside.trainers.map(\.visible), none: "none is named")
      rows.append(("made by", "workstation \(inside.workstation.fingerprint)"))
      rows.append(("", "under a policy of the \(inside.policyOwner.name)'s"))
    }
    // As long as `callreel doctor` shows the hash of the policy that holds.
    rows.append(("policy", "hash " + Hexadecimal.encode(opening.policyHash.prefix(8))))
    rows.append(("controller", opening.controller.fingerprint))
    rows.append(("journal", journal))
    return rows.flatMap(row)
  }

  /// With a key the exact reasons, without one what stands in clear.
  var gaps: [(span: CallSpan, name: String)] {
    inside.map { inside in inside.gaps.map { ($0.span, $0.reason.name) } }
      ?? report.gaps.map { ($0.span, $0.kind.name) }
  }

  var closing: String? {
    switch report.closing {
    case .closed(let reason): reason.name
    case .open: nil
    }
  }

  /// Who can open the clip, those who were added later at the end.
  var openers: [(fingerprint: String, kind: KeyKind, order: RewrapRecord?)] {
    report.opening.recipients.map { ($0.fingerprint, $0.kind, nil) }
      + report.rewraps.map { ($0.order.recipient.fingerprint, $0.order.recipient.kind, $0) }
  }

  private var statements: [String] {
    inside.map { $0.statements.map(\.text.visible) }
      ?? report.statements.map { $0.day.text + ": sealed to those who can open the clip" }
  }

  var bytes: Int { sizes.values.reduce(0, +) }

  func bytes(where isCounted: (ObjectName) -> Bool) -> Int {
    sizes.filter { isCounted($0.key) }.values.reduce(0, +)
  }

  private var film: String {
    "\(seconds(report.filmedMilliseconds)) s in \(seconds(report.end.milliseconds)) s, "
      + "\(report.opening.rate) looks a second, at most \(report.longestObservation) ms apart"
  }

  private func masked(_ span: MaskSpan) -> String {
    "\(times(span.span))  \(count(Int(span.count), "field")), by \(span.source.name)"
  }

  private var size: [String] {
    let segments = bytes { if case .segment = $0 { true } else { false } }
    let parts = [count(Int(report.segments), "segment"), count(Int(report.fragments), "fragment")]
    let monitors = inside.map { [count($0.monitors, "monitor")] } ?? []
    return [
      "\(bytes) bytes in \(count(sizes.count, "object")), \(segments) of them film",
      (parts + monitors).joined(separator: ", "),
    ]
  }

  private var recipients: [String] {
    openers.flatMap { opener in
      let absent = report.absentKeys.contains(opener.fingerprint)
      let kind = opener.kind == .recovery ? "recovery pair" : opener.kind.name
      let first =
        "\(opener.fingerprint)  \(kind)" + (absent ? ", its key object is not here" : "")
      guard let record = opener.order else { return [first] }
      let performers = record.performers.map(\.key.fingerprint).joined(separator: " and ")
      return [first, "  ordered \(record.order.day.text), added by \(performers)"]
    }
  }

  private var journal: String {
    let head = report.opening.journalHead
    return head.allSatisfy { $0 == 0 } ? "no entry before this clip" : Hexadecimal.encode(head)
  }

  private func list(
    _ name: String, _ values: [String], none: String? = nil
  ) -> [(String, String)] {
    guard !values.isEmpty else { return none.map { [(name, $0)] } ?? [] }
    return values.enumerated().map { ($0.offset == 0 ? name : "", $0.element) }
  }

  /// A name and its value; a value that is too long goes on below itself.
  private func row(_ name: String, _ value: String) -> [String] {
    guard !value.isEmpty else { return [""] }
    var lines: [String] = []
    var line: String?
    for word in value.split(separator: " ", omittingEmptySubsequences: false) {
      guard let begun = line else {
        line = String(word)
        continue
      }
      if Self.margin + begun.count + 1 + word.count > Self.longestLine {
        lines.append(begun)
        line = "  " + word
      } else {
        line = begun + " " + word
      }
    }
    lines.append(line ?? "")
    return lines.enumerated().map { index, line in
      let head = index == 0 ? name : ""
      return head + String(repeating: " ", count: Self.margin - head.count) + line
    }
  }

  private func times(_ span: CallSpan) -> String {
    "\(ClockText.exact(span.start)) to \(ClockText.exact(span.end))"
  }

  private func seconds(_ milliseconds: Int64) -> String {
    ClockText.exact(milliseconds: milliseconds)
  }

  private func count(_ number: Int, _ what: String) -> String {
    "\(number) \(what)\(number == 1 ? "" : "s")"
  }
}
