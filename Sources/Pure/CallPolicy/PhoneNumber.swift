/// A telephone number that the whole world can dial.
///
/// ITU-T E.164: at most 15 digits, none of them a leading zero, so an integer holds it.
package struct PhoneNumber: Hashable, Sendable {
  let digits: UInt64

  /// Reads `+` and 7 to 15 digits, and nothing else.
  package init?(e164 text: some StringProtocol) {
    guard text.utf8.first == UInt8(ascii: "+") else { return nil }
    self.init(digits: String(text.dropFirst()))
  }

  init?(digits text: String) {
    guard (7...15).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "0"),
      text.utf8.allSatisfy({ (48...57).contains($0) }), let digits = UInt64(text)
    else { return nil }
    self.digits = digits
  }

  /// `+` and the digits.
  package var e164: String { "+" + String(digits) }
}

/// What can be made of the number that a telephone shows.
package enum CallerNumber: Equatable, Sendable {
  /// The caller hid it, or the network did not say.
  case withheld
  /// An extension, a short code, or no number at all.
  case unusable
  case known(PhoneNumber)

  /// A longer text is no number.
  private static let longestText = 128

  private static let withheldTexts: Set<String> = [
    "", "anonymous", "blocked", "private", "restricted", "unavailable", "unknown", "withheld",
  ]

  /// Brings what was dialled or shown to E.164, as a telephone of `country` would dial it.
  ///
  /// Takes national and international forms with the usual separators, `tel:` and `sip:`
  /// addresses (RFC 3966, RFC 3261). Nil and the networks' words for it are `withheld`.
  package init(_ shown: String?, in country: Country) {
    guard let shown else {
      self = .withheld
      return
    }
    guard shown.utf8.count <= Self.longestText else {
      self = .unusable
      return
    }
    let user = Self.userPart(shown)
    guard !Self.withheldTexts.contains(user.lowercased()) else {
      self = .withheld
      return
    }
    self = Self.number(in: user, country).map(CallerNumber.known) ?? .unusable
  }

  private static func userPart(_ shown: String) -> String {
    var text = shown[...]
    var isAddress = false
    for scheme in ["tel:", "sips:", "sip:"] where text.lowercased().hasPrefix(scheme) {
      text = text.dropFirst(scheme.count)
      isAddress = true
    }
    if isAddress {
      text = text.prefix { $0 != "@" && $0 != ";" }
    }
    return String(trimmed(text))
  }

  private static func number(in text: String, _ country: Country) -> PhoneNumber? {
    let isInternational = text.hasPrefix("+") || text.hasPrefix(Country.internationalPrefix)
    // "+33 (0)6 …" shows a trunk prefix that is not dialled from abroad.
    var rest = isInternational ? withoutShownTrunk(text) : text[...]
    let hasPlus = rest.hasPrefix("+")
    if hasPlus { rest = rest.dropFirst() }
    var digits = ""
    for scalar in rest.unicodeScalars {
      switch scalar {
      case "0"..."9": digits.unicodeScalars.append(scalar)
      case " ", "-", ".", "/", "(", ")", "\u{A0}", "\u{202F}", "\u{2011}": continue
      default: return nil
      }
    }
    if hasPlus { return PhoneNumber(digits: digits) }
    if digits.hasPrefix(Country.internationalPrefix) {
      return PhoneNumber(digits: String(digits.dropFirst(Country.internationalPrefix.count)))
    }
    return country.national(digits).flatMap { PhoneNumber(digits: country.callingCode + $0) }
  }

  private static func withoutShownTrunk(_ text: String) -> Substring {
    guard let shown = text.ranges(of: "(0)").first else { return text[...] }
    return text[..<shown.lowerBound] + text[shown.upperBound...]
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first?.isWhitespace == true { text = text.dropFirst() }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return text
  }
}
