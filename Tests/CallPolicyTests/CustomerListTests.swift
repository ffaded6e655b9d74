import CallPolicy
import Testing

@Suite("The customer list") struct CustomerListTests {
  private func list(_ text: String) throws -> CustomerList {
    try CustomerList(text: Array(text.utf8))
  }

  private func number(_ text: String) throws -> PhoneNumber {
    try #require(PhoneNumber(e164: text))
  }

  @Test("holds numbers and prefixes, skips comments and empty lines") func reads() throws {
    let list = try list("# ours\n\n+33199001234\r\n  +331990088* \n+12025550*\n\t\n+3225551212")
    #expect(list.count == 4)
    for inside in ["+33199001234", "+33199008800", "+3319900889", "+12025550199", "+3225551212"] {
      #expect(list.contains(try number(inside)), "\(inside)")
    }
    for outside in ["+33199001235", "+3319900123", "+331990012345", "+33199008700", "+12025560"] {
      #expect(!list.contains(try number(outside)), "\(outside)")
    }
  }

  /// A line, and what is wrong with it.
  static let wrong: [(String, CustomerListError.Problem)] = [
    ("0199001234", .notANumber), ("+33", .notANumber), ("+3319900123456789", .notANumber),
    ("+0199001234", .notANumber), ("33199001234", .notANumber), ("+33 199001234", .notANumber),
    ("*", .notANumber), ("+*", .notANumber), ("+331*9001234", .notANumber),
    ("+123456", .notANumber), ("+1234567890123456", .notANumber), ("+12/4567", .notANumber),
    ("+12:4567", .notANumber), ("+712345*", .shortPrefix), ("+33199001234**", .notANumber),
    ("+33199008*", .shortPrefix), ("+3*", .shortPrefix),
    ("+1202555*", .shortPrefix), ("+358123456*", .shortPrefix), ("+420123456*", .shortPrefix),
  ]

  @Test("a wrong line is refused with its number", arguments: wrong)
  func refuses(line: String, problem: CustomerListError.Problem) throws {
    #expect(throws: CustomerListError(line: 3, problem: problem)) {
      try list("# ours\n+33199001234\n\(line)\n+33199001234\n")
    }
  }

  /// Seven digits after a country code of one, two and three digits.
  @Test(
    "a prefix needs seven digits after its country code",
    arguments: [
      "+1234567", "+123456789012345", "+71234567*", "+12025550*", "+331990088*", "+3581234567*",
    ])
  func prefix(line: String) throws {
    #expect(try list(line).count == 1)
  }

  @Test("a million numbers are read and searched fast", .timeLimit(.minutes(1))) func million()
    throws
  {
    var bytes: [UInt8] = []
    for number in 0..<1_000_000 { bytes += "+33\(600_000_000 + number)\n".utf8 }
    let list = try CustomerList(text: bytes)
    #expect(list.count == 1_000_000)
    let clock = ContinuousClock()
    let inside = try number("+33600999999")
    let outside = try number("+33700000000")
    var found = 0
    let elapsed = clock.measure {
      for _ in 0..<10_000 {
        found += list.contains(inside) ? 1 : 0
        found += list.contains(outside) ? 1 : 0
      }
    }
    #expect(found == 10_000)
    #expect(elapsed < .seconds(1))
  }
}
