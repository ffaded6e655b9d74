/// A text in which `*` stands for any run of characters; all else stands for itself.
package struct GlobPattern: Hashable, Sendable {
  package let text: String
  private let bytes: [UInt8]

  package init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  private static let star = UInt8(ascii: "*")

  /// Nothing but stars: it matches everything.
  package var matchesAnything: Bool { bytes.allSatisfy { $0 == Self.star } }

  /// Compares bytes; upper and lower case differ.
  package func matches(_ subject: String) -> Bool {
    let subject = Array(subject.utf8)
    var position = 0
    var next = 0
    var retry: (pattern: Int, subject: Int)?
    while position < subject.count {
      if next < bytes.count, bytes[next] == Self.star {
        retry = (next + 1, position)
        next += 1
      } else if next < bytes.count, bytes[next] == subject[position] {
        next += 1
        position += 1
      } else if let last = retry {
        retry = (last.pattern, last.subject + 1)
        next = last.pattern
        position = last.subject + 1
      } else {
        return false
      }
    }
    return bytes[next...].allSatisfy { $0 == Self.star }
  }
}
