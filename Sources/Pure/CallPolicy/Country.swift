/// A country whose way of writing telephone numbers is known (ITU-T E.164, E.123).
package struct Country: Equatable, Sendable {
  /// ISO 3166 alpha-2, upper case.
  package let name: String
  let callingCode: String
  /// Digits before a national number that are not part of it, such as `0`.
  let trunkPrefixes: [String]
  /// The same in all countries of the table.
  static let internationalPrefix = "00"
  /// Digits of a national number without the trunk prefix.
  let nationalDigits: ClosedRange<Int>

  /// Nil for a country that is not in the table.
  package init?(_ name: String) {
    guard let country = Self.all.first(where: { $0.name == name }) else { return nil }
    self = country
  }

  package static let france = Country("FR", "33", ["0"], 9...9)

  /// The European Union, the European Economic Area, Switzerland and the United Kingdom.
  package static let all: [Country] = [
    Country("AT", "43", ["0"], 4...13), Country("BE", "32", ["0"], 8...9),
    Country("BG", "359", ["0"], 6...9), Country("CH", "41", ["0"], 9...9),
    Country("CY", "357", [], 8...8), Country("CZ", "420", [], 9...9),
    Country("DE", "49", ["0"], 6...13), Country("DK", "45", [], 8...8),
    Country("EE", "372", [], 7...8), Country("ES", "34", [], 9...9),
    Country("FI", "358", ["0"], 5...12), france,
    Country("GB", "44", ["0"], 9...10), Country("GR", "30", [], 10...10),
    Country("HR", "385", ["0"], 8...9), Country("HU", "36", ["06"], 8...9),
    Country("IE", "353", ["0"], 7...10), Country("IS", "354", [], 7...9),
    // An Italian number keeps its leading 0 abroad.
    Country("IT", "39", [], 6...11), Country("LI", "423", [], 7...9),
    Country("LT", "370", ["0", "8"], 8...8), Country("LU", "352", [], 5...11),
    Country("LV", "371", [], 8...8), Country("MT", "356", [], 8...8),
    Country("NL", "31", ["0"], 9...11), Country("NO", "47", [], 8...8),
    Country("PL", "48", [], 9...9), Country("PT", "351", [], 9...9),
    Country("RO", "40", ["0"], 9...9), Country("SE", "46", ["0"], 7...10),
    Country("SI", "386", ["0"], 8...8), Country("SK", "421", ["0"], 9...9),
  ]

  /// The digits of a national number without its trunk prefix.
  ///
  /// Nil for what only this telephone system can dial, such as an extension.
  func national(_ dialled: String) -> String? {
    let found = trunkPrefixes.first { dialled.hasPrefix($0) }
    guard trunkPrefixes.isEmpty || found != nil else { return nil }
    let number = String(dialled.dropFirst(found?.utf8.count ?? 0))
    return nationalDigits.contains(number.utf8.count) ? number : nil
  }

  private init(
    _ name: String, _ callingCode: String, _ trunkPrefixes: [String],
    _ nationalDigits: ClosedRange<Int>
  ) {
    self.name = name
    self.callingCode = callingCode
    self.trunkPrefixes = trunkPrefixes
    self.nationalDigits = nationalDigits
  }
}

/// The length of the country code that digits of an international number start with.
///
/// ITU-T E.164 list of assigned codes: one digit in zones 1 and 7, two as listed, else three.
func countryCodeLength(_ digits: some StringProtocol) -> Int {
  if let first = digits.first, first == "1" || first == "7" { return 1 }
  return twoDigitCodes.contains(String(digits.prefix(2))) ? 2 : 3
}

private let twoDigitCodes: Set<String> = [
  "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47",
  "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65",
  "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
]
