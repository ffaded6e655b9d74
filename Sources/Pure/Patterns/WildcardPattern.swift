/// A text with `*` for any run of characters, also none; compared byte for byte.
///
/// Matching takes time linear in the pattern and the text, so that no title can stall a capture.
package struct WildcardPattern: Hashable, Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  /// Whether it consists of wildcards only, or of nothing, and so names nothing (F5).
  package var namesNothing: Bool { text.utf8.allSatisfy { $0 == Self.star } }

  private static let star = UInt8(ascii: "*")

  package func matches(_ candidate: String) -> Bool {
    let parts = Array(text.utf8).split(separator: Self.star, omittingEmptySubsequences: false)
    var rest = Array(candidate.utf8)[...]
    guard let first = parts.first, let last = parts.last, parts.count > 1 else {
      return rest.elementsEqual(text.utf8)
    }
    guard rest.starts(with: first) else { return false }
    rest = rest.dropFirst(first.count)
    guard rest.count >= last.count, rest.suffix(last.count).elementsEqual(last) else {
      return false
    }
    rest = rest.dropLast(last.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let end = Self.endOfFirst(Array(part), in: rest) else { return false }
      rest = rest[end...]
    }
    return true
  }

  /// One past the first occurrence of `part`, by the method of Knuth, Morris and Pratt.
  private static func endOfFirst(_ part: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
    var borders = [0]
    var length = 0
    for byte in part.dropFirst() {
      length = extend(length, by: byte, part: part, borders: borders)
      borders.append(length)
    }
    length = 0
    for (index, byte) in zip(text.indices, text) {
      length = extend(length, by: byte, part: part, borders: borders)
      if length == part.count { return index + 1 }
    }
    return nil
  }

  /// The longest prefix of `part` that ends at `byte`, given the one that ended just before.
  private static func extend(_ length: Int, by byte: UInt8, part: [UInt8], borders: [Int]) -> Int {
    var length = length
    while length > 0, part[length] != byte { length = borders[length - 1] }
    return part[length] == byte ? length + 1 : length
  }
}
