import ByteCoding
import Geometry
import Messages
import ProcessMessages
import Timeline

extension RedactionReport.Window {
  /// For people.
  var sentence: String {
    let place = "window 0x\(String(number, radix: 16)), \(frame.words)"
    switch view {
    case .hidden(let reason, let isReachable):
      return "\(place): hidden whole: \(reason.sentence(isReachable: isReachable))"
    case .shown(let masks):
      let fields = masks.filter { $0.source != .beyondPage }
      let page = fields.count < masks.count ? ", only its page" : ""
      guard !fields.isEmpty else { return "\(place): shows\(page)" }
      let places = fields.map(\.region.words).joined(separator: "; ")
      return "\(place): shows\(page), but for \(fields.count) masked: \(places)"
    }
  }

  /// One JSON object.
  var json: String {
    var members = [("window", JSONText.integer(Int64(number)))] + frame.members
    switch view {
    case .hidden(let reason, let isReachable):
      members.append(("hidden", .string(reason.name)))
      members.append(("remedy", .string(reason.sentence(isReachable: isReachable))))
    case .shown(let masks):
      members.append(("masks", .array(masks.map(\.json))))
    }
    return JSONText.object(members).text
  }
}

extension RedactionReport.Mask {
  fileprivate var json: JSONText {
    .object([("source", .string(name))] + region.members)
  }

  private var name: String {
    switch source {
    case .field: "field"
    case .policyRegion: "policy-region"
    case .beyondPage: "beyond-page"
    }
  }
}

extension PixelRegion {
  fileprivate var members: [(String, JSONText)] {
    [("x", x), ("y", y), ("width", width), ("height", height)].map { name, number in
      (name, .integer(Int64(number)))
    }
  }

  fileprivate var words: String { "\(width) x \(height) at \(x),\(y)" }
}
