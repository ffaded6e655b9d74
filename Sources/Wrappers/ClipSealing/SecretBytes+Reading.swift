internal import CSodium
internal import Glibc

extension SecretBytes {
  /// The length of a clip's private signing key in the spool.
  package static let seedBytes = 32

  /// Reads a secret from where the open file stands, straight into guarded memory.
  ///
  /// Nil where the file has fewer bytes. No copy is left anywhere in this process.
  package init?(reading descriptor: Int32, count: Int) {
    self.init(count: count)
    let read = unsafe withMutablePointer { start in
      unsafe Glibc.read(descriptor, start, count)
    }
    guard read == count else { return nil }
  }

  /// Reads a line without its end, straight into guarded memory; what follows it stays unread.
  ///
  /// Nil where there is nothing, or more than `limit` bytes before the end of the line. What ends
  /// without a line feed is a line unless `mustEnd`.
  package static func line(
    from descriptor: Int32, limit: Int, mustEnd: Bool = false
  ) -> SecretBytes? {
    var line = SecretBytes(count: limit + 1)
    var length = 0
    var hasEnded = false
    unsafe line.withMutablePointer { start in
      while length <= limit, unsafe Glibc.read(descriptor, start + length, 1) == 1 {
        hasEnded = unsafe start[length] == UInt8(ascii: "\n")
        if hasEnded { break }
        length += 1
      }
    }
    guard length <= limit, hasEnded || (length > 0 && !mustEnd) else { return nil }
    return line.slice(0..<length)
  }
}
