import ByteCoding
import ClipFormat
import JournalFormat
import Messages
import Timeline

extension JournalAccess {
  /// One line for programs; `clip` is null for what concerns all recordings.
  var json: String {
    let (name, fingerprint): (String?, String?) =
      switch reader {
      case .known(let name): (name, nil)
      case .unknown(let fingerprint): (nil, fingerprint)
      }
    return JSONText.object([
      ("time", .string(TimestampText.text(unixSeconds: act.unixMilliseconds / 1_000))),
      ("clip", act.clip.map { .string($0.clip.text) } ?? .null),
      ("use", .string(act.use.name)), ("outcome", .string(act.outcome.name)),
      ("reader", name.map { .string($0) } ?? .null),
      ("key", fingerprint.map { .string($0) } ?? .null),
    ]).text
  }
}

extension JournalRequest {
  /// One line for programs; `answer` is null while there is none.
  var json: String {
    JSONText.object([
      ("time", .string(TimestampText.text(unixSeconds: request.unixMilliseconds / 1_000))),
      ("request", .string(request.kind.name)),
      ("clip", request.clip.map { .string($0.clip.text) } ?? .null),
      ("sent", .boolean(isSent)), ("due", .string(request.due.text)),
      ("answer", answer.map { .string($0.verdict.name) } ?? .null),
      ("message", answer.map { .string($0.message) } ?? .null),
    ]).text
  }
}

extension RecordedCall {
  /// One line for programs.
  var json: String {
    let (name, seconds): (String, Int?) =
      switch state {
      case .running: ("running", nil)
      case .kept(let seconds): ("kept", seconds)
      case .nothingKept: ("nothing-kept", nil)
      case .destroyed: ("destroyed", nil)
      case .unknown: ("unknown", nil)
      }
    return JSONText.object([
      ("time", .string(TimestampText.text(unixSeconds: unixSeconds))),
      ("campaign", .string(location.campaign)), ("clip", .string(location.clip.text)),
      ("draw", .integer(Int64(clamping: choice.draw))), ("share", .string("\(choice.share)")),
      ("expires", .string(choice.expires.text)), ("state", .string(name)),
      ("seconds", seconds.map { .integer(Int64($0)) } ?? .null),
      ("fields_unknown", .boolean(areFieldsUnknown)),
    ]).text
  }
}
