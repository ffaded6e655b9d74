import ClipFormat
import Testing
import Timeline

@Suite("Names") struct NameTests {
  private static let clip = "aaaqeayeaudaocajbifqydiob4"

  @Test("an identifier is 26 characters of base 32 and reads only what it writes") func identifier()
    throws
  {
    let identifier = try #require(ClipIdentifier(bytes: Array(0..<16)))
    #expect(identifier.text == Self.clip)
    #expect(ClipIdentifier(text: Self.clip) == identifier)
    #expect(ClipIdentifier(bytes: Array(0..<15)) == nil)
    for wrong in [Self.clip.uppercased(), String(Self.clip.dropLast()), Self.clip + "a", ""] {
      #expect(ClipIdentifier(text: wrong) == nil, "\(wrong)")
    }
    #expect(ClipIdentifier(text: Self.clip.dropLast() + "5") == nil, "bits left over are not zero")
  }

  @Test(
    "an object's name reads only what it writes",
    arguments: [
      ("opening", ObjectName.opening), ("closing", .closing), ("00000.segment", .segment(0)),
      ("00042.segment", .segment(42)), ("99999.segment", .segment(99_999)),
      ("key.0123456789abcdef", .key(fingerprint: "0123456789abcdef")),
      ("rewrap.0123456789abcdef", .rewrap(fingerprint: "0123456789abcdef")), ("erased", .erased),
      (
        "statement.0123456789abcdef0123456789abcdef",
        .statement(request: "0123456789abcdef0123456789abcdef")
      ),
    ])
  func objectName(text: String, name: ObjectName) {
    #expect(ObjectName(text) == name)
    #expect(name.text == text)
  }

  @Test(
    "no other name is an object's",
    arguments: [
      "", "Opening", "opening ", "0.segment", "000000.segment", "100000.segment", "+0001.segment",
      "-0001.segment", "00001.Segment", "key.", "key.0123456789ABCDEF", "key.0123456789abcde",
      "key.0123456789abcdef.", "segment", ".segment", "../opening", "key.0123456789abcdeg",
      "rewrap.0123456789abcde", "rewrap", "Erased", "erased.",
      "statement.0123456789abcdef", "statement.0123456789ABCDEF0123456789ABCDEF", "statement.",
    ])
  func otherNames(text: String) {
    #expect(ObjectName(text) == nil)
  }

  @Test("objects are taken in one order") func order() {
    let names: [ObjectName] = [
      .erased, .opening, .segment(0), .segment(9), .segment(10), .segment(99_999), .closing,
      .key(fingerprint: "00"), .key(fingerprint: "01"), .rewrap(fingerprint: "00"),
      .statement(request: "00"), .statement(request: "01"),
    ]
    #expect(names.reversed().sorted() == names)
  }

  @Test("a location is campaign, day and clip") func location() throws {
    let day = try #require(CalendarDay("2026-11-21"))
    let clip = try #require(ClipIdentifier(text: Self.clip))
    let location = try #require(ClipLocation(campaign: "crm-2", day: day, clip: clip))
    #expect(location.path == "crm-2/2026-11-21/\(Self.clip)")
    #expect(ClipLocation(path: location.path) == location)
    for campaign in ["", "CRM", "a/b", "a b", "é", "..", String(repeating: "a", count: 65)] {
      #expect(ClipLocation(campaign: campaign, day: day, clip: clip) == nil, "\(campaign)")
    }
    for path in [
      "/crm/2026-11-21/\(Self.clip)", "crm/2026-11-21/\(Self.clip)/", "crm/2026-02-30/\(Self.clip)",
      "crm/2026-11-21", "crm/2026-1-21/\(Self.clip)",
    ] {
      #expect(ClipLocation(path: path) == nil, "\(path)")
    }
  }
}
