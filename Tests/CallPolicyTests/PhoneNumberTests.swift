import CallPolicy
import Testing

@Suite("Reading a telephone number") struct PhoneNumberTests {
  /// Country, what the telephone shows, E.164.
  static let known: [(String, String, String)] = [
    ("FR", "0199001234", "+33199001234"), ("FR", "01 99 00 12 34", "+33199001234"),
    ("FR", "+33 (0)1 99 00 12 34", "+33199001234"), ("FR", "0033199001234", "+33199001234"),
    ("FR", "tel:+33-1-99-00-12-34;ext=7", "+33199001234"),
    ("FR", "sip:+33199001234@pbx.example;user=phone", "+33199001234"),
    ("FR", "SIP:0199001234@pbx.example", "+33199001234"),
    ("FR", "00 31 20 555 0123", "+31205550123"), ("FR", "+12025550123", "+12025550123"),
    ("FR", "01\u{A0}99\u{202F}00.12-34", "+33199001234"), ("FR", " 0199001234 ", "+33199001234"),
    ("FR", String(repeating: " ", count: 118) + "0199001234", "+33199001234"),
    ("NL", "020 555 0123", "+31205550123"), ("BE", "02 555 12 12", "+3225551212"),
    ("DE", "030/555 0123", "+49305550123"), ("IT", "06 555 01234", "+390655501234"),
    ("HU", "06 1 555 0123", "+3615550123"), ("LT", "8 612 34567", "+37061234567"),
    ("LT", "0 612 34567", "+37061234567"), ("ES", "955 55 01 23", "+34955550123"),
    ("GB", "020 7946 0123", "+442079460123"), ("DK", "32 55 01 23", "+4532550123"),
  ]

  @Test("becomes E.164 as the country dials", arguments: known)
  func becomes(country: String, shown: String, e164: String) throws {
    let country = try #require(Country(country))
    let number = try #require(PhoneNumber(e164: e164))
    #expect(CallerNumber(shown, in: country) == .known(number))
    #expect(number.e164 == e164)
  }

  static let withheld: [String?] = [
    nil, "", "  ", "anonymous", "Anonymous", "RESTRICTED", "sip:anonymous@anonymous.invalid",
    "unknown",
  ]

  @Test("a hidden number is withheld", arguments: withheld)
  func hidden(shown: String?) {
    #expect(CallerNumber(shown, in: .france) == .withheld)
  }

  static let unusable = [
    "2041", "112", "3949", "199001234", "01990012345", "+0199001234", "+33", "00", "+",
    "0199001234x7", "alice", "sip:alice@pbx.example", "+3319900123400000", "０１９９００１２３４",
    "01+99001234", "++33199001234", "0199001234;ext=7", "0199001234@pbx.example",
    String(repeating: " ", count: 119) + "0199001234", String(repeating: "0", count: 10_000_000),
  ]

  @Test("an extension, a short code or no number is unusable", arguments: unusable.indices)
  func refused(index: Int) {
    #expect(CallerNumber(Self.unusable[index], in: .france) == .unusable)
  }

  @Test(
    "E.164 is a plus sign and 7 to 15 digits, and nothing else",
    arguments: [
      ("+1234567", true), ("+123456789012345", true), ("+123456", false),
      ("+1234567890123456", false), ("133199001234", false), ("+0199001234", false), ("+", false),
      ("+12345 67", false), ("+123456/", false), ("+123456:", false), ("", false),
    ])
  func e164(text: String, isNumber: Bool) {
    #expect((PhoneNumber(e164: text) != nil) == isNumber)
  }

  @Test("all states of the European Union are in the table") func union() {
    let union = """
      AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK
      """
    #expect(union.split(separator: " ").allSatisfy { Country(String($0)) != nil })
    #expect(Set(Country.all.map(\.name)).count == Country.all.count)
    #expect(Country("fr") == nil)
  }
}
