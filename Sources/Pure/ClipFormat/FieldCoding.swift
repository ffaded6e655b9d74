package import ByteCoding
package import Timeline

extension ByteWriter {
  /// Milliseconds in 32 bits; times outside the limits trap, they are checked before.
  mutating func time(_ time: CallTime) {
    integer(UInt32(time.milliseconds))
  }

  mutating func span(_ span: CallSpan) {
    time(span.start)
    time(span.end)
  }
}

extension ByteReader {
  mutating func time() throws(ByteError) -> CallTime {
    let milliseconds = Int64(try integer(UInt32.self))
    guard milliseconds <= FormatLimits.timelineMilliseconds else { throw .malformed }
    return CallTime(milliseconds: milliseconds)
  }

  /// A span of at least a millisecond.
  mutating func span() throws(ByteError) -> CallSpan {
    let start = try time()
    let end = try time()
    guard start < end else { throw .malformed }
    return CallSpan(start: start, end: end)
  }

  mutating func code<Code: RawRepresentable>(
    _: Code.Type = Code.self
  ) throws(ByteError) -> Code where Code.RawValue == UInt8 {
    guard let code = Code(rawValue: try integer(UInt8.self)) else { throw .malformed }
    return code
  }

  mutating func count(limit: Int) throws(ByteError) -> Int {
    let count = Int(try integer(UInt16.self))
    guard count <= limit else { throw .malformed }
    return count
  }

  mutating func name() throws(ByteError) -> String {
    let text = try text()
    guard text.utf8.count <= FormatLimits.nameBytes else { throw .malformed }
    return text
  }

  /// A day of the years 1 to 9999: outside of them arithmetic on days may overflow.
  package mutating func day() throws(ByteError) -> CalendarDay {
    let number = try integer(Int32.self)
    guard (-719_162...2_932_896).contains(number) else { throw .malformed }
    return CalendarDay(number: number)
  }

  /// The 16 bytes of a clip's identifier.
  package mutating func clip() throws(ByteError) -> ClipIdentifier {
    guard let clip = ClipIdentifier(bytes: try raw(ClipIdentifier.byteCount)) else {
      throw .malformed
    }
    return clip
  }

  /// The version of a record that begins with it.
  mutating func version(_ known: UInt8) throws(FormatError) {
    let found: UInt8
    do throws(ByteError) { found = try integer() } catch { throw error.formatError }
    guard found == known else { throw FormatError(.version, "version \(found) is not known") }
  }

  /// Of the years 1 to 9999 in UTC: other days may overflow.
  mutating func unixMilliseconds() throws(ByteError) -> Int64 {
    let value: Int64 = try integer()
    guard FormatLimits.unixMilliseconds.contains(value) else { throw .malformed }
    return value
  }

  /// What a request or an answer says.
  mutating func message() throws(ByteError) -> String {
    let text = try text()
    guard text.utf8.count <= FormatLimits.messageBytes else { throw .malformed }
    return text
  }

  /// The path of a clip, nil where it is empty.
  mutating func clipPath() throws(ByteError) -> ClipLocation? {
    let path = try name()
    let clip = ClipLocation(path: path)
    guard (clip == nil) == path.isEmpty else { throw .malformed }
    return clip
  }

  mutating func zeros() throws(ByteError) {
    guard try raw(remaining).allSatisfy({ $0 == 0 }) else { throw .malformed }
  }
}

extension CallTime {
  /// Whether a clip can hold this moment.
  var isWithinLimits: Bool {
    (0...FormatLimits.timelineMilliseconds).contains(milliseconds)
  }
}

extension [UInt8] {
  /// Zeros up to the next multiple of `size`.
  func padded(toMultipleOf size: Int) -> [UInt8] {
    self + [UInt8](repeating: 0, count: (size - count % size) % size)
  }
}
