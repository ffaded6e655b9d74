/// Cuts a stream of bytes into netstrings: a length in digits, `:`, the bytes, `,`.
package struct NetstringBuffer: Sendable {
  /// The longest string that is taken, in bytes.
  package static let longest = 65_535

  private var unread: [UInt8] = []

  package init() {}

  package static func frame(_ bytes: [UInt8]) -> [UInt8] {
    Array("\(bytes.count):".utf8) + bytes + [UInt8(ascii: ",")]
  }

  /// The strings that end in `bytes`.
  package mutating func strings(adding bytes: [UInt8]) throws(DialogueFault) -> [[UInt8]] {
    unread += bytes
    var strings: [[UInt8]] = []
    var start = 0
    while let (body, end) = try string(at: start) {
      strings.append(Array(unread[body]))
      start = end
    }
    unread.removeFirst(start)
    return strings
  }

  /// Where the string that begins at `start` has its bytes, and where the next one begins.
  private func string(at start: Int) throws(DialogueFault) -> (body: Range<Int>, end: Int)? {
    let digits = unread[start...].prefix { (48...57).contains($0) }
    guard digits.count <= 5 else { throw .excessive }
    let colon = start + digits.count
    guard colon < unread.count else { return nil }
    guard unread[colon] == UInt8(ascii: ":"), let first = digits.first,
      first != 48 || digits.count == 1
    else { throw .malformed }
    let count = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
    guard count <= Self.longest else { throw .excessive }
    let end = colon + 1 + count
    guard end < unread.count else { return nil }
    guard unread[end] == UInt8(ascii: ",") else { throw .malformed }
    return (colon + 1..<end, end + 1)
  }
}
