/// Where a journal is not as it was written, in the order of its lines.
package enum JournalFault: Equatable, Sendable {
  /// The first line is not one that a journal begins with.
  case notAJournal
  /// The first line's checkpoint is not signed by this workstation.
  case checkpoint
  /// The line, from 1, is no entry.
  case notAnEntry(line: Int)
  /// The entry of this number is not as it was written.
  case changed(number: UInt64)
  /// The entry of this number is not there.
  case missing(number: UInt64)
  /// The entry of this number stands where another should.
  case moved(number: UInt64)
  /// The last entries are gone: so many were written.
  case cut(count: UInt64, written: UInt64)
}
