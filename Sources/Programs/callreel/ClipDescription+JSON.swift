import ByteCoding
import ClipFormat
import ClipPlayer
import ClipSealing
import Timeline

extension ClipDescription {
  /// What `callreel clip info --json` prints; null is what needs a key.
  var object: JSONText {
    let opening = report.opening
    let location = opening.location
    return .object([
      ("clip", .string(location.clip.text)), ("campaign", .string(location.campaign)),
      ("day", .string(location.day.text)), ("expiry", .string(opening.expiry.text)),
      ("export", .boolean(opening.export == .allowed)),
      ("state", .string(closing == nil ? "open" : "closed")),
      ("closing", closing.map { .string($0) } ?? .null),
      ("milliseconds", .integer(report.end.milliseconds)),
      ("filmed_milliseconds", .integer(report.filmedMilliseconds)),
      ("rate", .integer(Int64(opening.rate))),
      ("longest_observation_milliseconds", .integer(Int64(report.longestObservation))),
      ("gaps", .array(gaps.map { span($0.span, [("reason", .string($0.name))]) })),
      ("events", known { $0.happened.events.map(event) }),
      (
        "masked",
        known {
          $0.happened.masked.map {
            span(
              $0.span,
              [("fields", .integer(Int64($0.count))), ("source", .string($0.source.name))])
          }
        }
      ),
      (
        "hidden",
        known { $0.happened.hidden.map { span($0.span, [("reason", .string($0.reason.name))]) } }
      ),
      ("statements", .array(statementObjects)),
      ("segments", .integer(Int64(report.segments))),
      ("fragments", .integer(Int64(report.fragments))),
      ("monitors", inside.map { .integer(Int64($0.monitors)) } ?? .null),
      (
        "objects",
        .array(
          sizes.sorted { $0.key < $1.key }.map {
            .object([
              ("object", .string($0.key.text)), ("bytes", .integer(Int64($0.value))),
            ])
          })
      ),
      ("recipients", .array(openers.map { recipient($0.fingerprint, $0.kind, $0.order) })),
      ("trainers", known { $0.trainers.map { .string($0) } }),
      ("workstation", inside.map { .string($0.workstation.fingerprint) } ?? .null),
      ("policy_owner", inside.map { .string($0.policyOwner.name) } ?? .null),
      ("policy_hash", .string(Hexadecimal.encode(opening.policyHash))),
      ("controller", .string(opening.controller.fingerprint)),
      ("journal_head", .string(Hexadecimal.encode(opening.journalHead))),
    ])
  }

  private var statementObjects: [JSONText] {
    guard let inside else { return report.statements.map { $0.json(message: nil) } }
    return inside.statements.map(\.json)
  }

  private func known(_ values: (Inside) -> [JSONText]) -> JSONText {
    inside.map { .array(values($0)) } ?? .null
  }

  private func event(_ event: TimedEvent) -> JSONText {
    .object([
      ("event", .string(event.kind.rawValue)),
      ("milliseconds", .integer(event.time.milliseconds)),
    ])
  }

  private func span(_ span: CallSpan, _ more: [(String, JSONText)]) -> JSONText {
    .object(
      [
        ("start", .integer(span.start.milliseconds)), ("end", .integer(span.end.milliseconds)),
      ] + more)
  }

  private func recipient(
    _ fingerprint: String, _ kind: KeyKind, _ order: RewrapRecord?
  ) -> JSONText {
    .object([
      ("fingerprint", .string(fingerprint)), ("kind", .string(kind.name)),
      ("present", .boolean(!report.absentKeys.contains(fingerprint))),
      ("ordered", order.map { .string($0.order.day.text) } ?? .null),
      (
        "added_by",
        .array(order?.performers.map { .string($0.key.fingerprint) } ?? [])
      ),
    ])
  }
}
