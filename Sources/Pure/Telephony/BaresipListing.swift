/// A call as baresip's command `listcalls` shows it.
///
/// A line of it reads `> [line 1]  0:01:23  ESTABLISHED  (on hold)  sip:bob@example.org`; newer
/// versions also give the call's identifier, as in `[line 1, id 73a12546589651f8]`.
struct BaresipListing: Equatable, Sendable {
  /// Bytes of an age such as `123:45:56`.
  private static let longestAge = 10

  var callID: String?
  var seconds: Int64
  var isEstablished: Bool
  var isHeld: Bool
  var peer: String

  /// All calls of an answer; nil for a text that is no list of calls.
  static func calls(in answer: String) -> [BaresipListing]? {
    guard answer.contains("Active calls") else { return nil }
    return answer.split(whereSeparator: \.isNewline).compactMap { BaresipListing(line: $0) }
  }

  private init?(line: Substring) {
    guard let opening = line.firstIndex(of: "["), line[opening...].hasPrefix("[line "),
      let closing = line[opening...].firstIndex(of: "]")
    else { return nil }
    callID = line[opening..<closing].split(separator: ",").dropFirst().lazy
      .map { $0.drop { $0 == " " } }
      .first { $0.hasPrefix("id ") }
      .map { String($0.dropFirst(3)) }
    let words = line[line.index(after: closing)...].split(separator: " ")
    guard words.count >= 3, let peer = words.last else { return nil }
    guard words[0].utf8.count <= Self.longestAge else { return nil }
    seconds = words[0].split(separator: ":").reduce(0) { sum, part in
      sum * 60 + (Int64(part) ?? 0)
    }
    isEstablished = words[1] == "ESTABLISHED"
    isHeld = words[2] == "(on"
    self.peer = String(peer)
  }
}

/// What baresip calls the other party: a SIP address.
enum BaresipPeer {
  /// What was dialled or shown: the address's user, if it names one.
  static func number(of address: String) -> String? {
    var text = address[...]
    for scheme in ["sips:", "sip:", "tel:"] where text.hasPrefix(scheme) {
      text = text.dropFirst(scheme.count)
      break
    }
    let user = text.prefix { !"@;:".contains($0) }
    return user.isEmpty ? nil : String(user)
  }
}
