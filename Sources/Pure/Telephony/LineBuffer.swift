/// Cuts a stream of bytes into lines; keeps no more than one unfinished line of a limited length.
package struct LineBuffer: Sendable {
  private let longest: Int
  private var unfinished: [UInt8] = []

  /// `longest`: bytes of a line without its end.
  package init(longest: Int) {
    self.longest = longest
  }

  /// The lines that end in `bytes`, without LF or CR LF.
  package mutating func lines(
    adding bytes: some Collection<UInt8>
  ) throws(DialogueFault) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var rest = bytes[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      unfinished += rest[..<end]
      rest = rest[rest.index(after: end)...]
      if unfinished.last == UInt8(ascii: "\r") { unfinished.removeLast() }
      guard unfinished.count <= longest else { throw .excessive }
      lines.append(unfinished)
      unfinished = []
    }
    guard unfinished.count + rest.count <= longest + 1 else { throw .excessive }
    unfinished += rest
    return lines
  }
}
