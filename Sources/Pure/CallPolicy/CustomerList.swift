/// A line of a customer list that cannot be one; it does not quote the line (P10).
package struct CustomerListError: Error, Equatable, Sendable {
  package enum Problem: Equatable, Sendable {
    /// Neither an E.164 number nor a prefix of one.
    case notANumber
    /// A prefix that would match strangers too (N2).
    case shortPrefix
  }

  /// From 1.
  package let line: Int
  package let problem: Problem

  package init(line: Int, problem: Problem) {
    self.line = line
    self.problem = problem
  }
}

/// The numbers of an organisation's customers, and prefixes of them (N2).
///
/// Holds a million numbers in two sets of integers; a look-up tries each prefix length once.
package struct CustomerList: Equatable, Sendable {
  private var numbers: Set<UInt64> = []
  private var prefixes: Set<UInt64> = []

  package init() {}

  /// Reads one number or one prefix with a `*` at its end a line, each with its `+`.
  ///
  /// Empty lines and lines that start with `#` are skipped.
  package init(text bytes: [UInt8]) throws(CustomerListError) {
    numbers.reserveCapacity(bytes.count / 13)
    var rest = bytes[...]
    var line = 0
    while !rest.isEmpty {
      line += 1
      let entry = rest.prefix { $0 != UInt8(ascii: "\n") }
      if let problem = add(entry) { throw CustomerListError(line: line, problem: problem) }
      rest = rest.dropFirst(entry.count + 1)
    }
  }

  package var count: Int { numbers.count + prefixes.count }

  package func contains(_ number: PhoneNumber) -> Bool {
    if numbers.contains(number.digits) { return true }
    var prefix = number.digits
    while prefix > 0 {
      if prefixes.contains(prefix) { return true }
      prefix /= 10
    }
    return false
  }

  private mutating func add(_ raw: ArraySlice<UInt8>) -> CustomerListError.Problem? {
    var entry = raw
    while let last = entry.last, last == 32 || last == 9 || last == 13 { entry.removeLast() }
    while let first = entry.first, first == 32 || first == 9 { entry.removeFirst() }
    guard let first = entry.first, first != UInt8(ascii: "#") else { return nil }
    let isPrefix = entry.last == UInt8(ascii: "*")
    if isPrefix { entry.removeLast() }
    guard first == UInt8(ascii: "+"), let digits = Self.digits(entry.dropFirst()) else {
      return .notANumber
    }
    guard isPrefix else {
      guard entry.count > 7 else { return .notANumber }
      numbers.insert(digits)
      return nil
    }
    let text = String(digits)
    guard text.utf8.count >= countryCodeLength(text) + Limits.prefixDigits else {
      return .shortPrefix
    }
    prefixes.insert(digits)
    return nil
  }

  /// One to fifteen digits without a leading zero.
  private static func digits(_ bytes: ArraySlice<UInt8>) -> UInt64? {
    guard (1...15).contains(bytes.count), bytes.first != UInt8(ascii: "0") else { return nil }
    var value: UInt64 = 0
    for byte in bytes {
      guard (48...57).contains(byte) else { return nil }
      value = value * 10 + UInt64(byte - 48)
    }
    return value
  }
}
