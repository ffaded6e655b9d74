package import Timeline

/// One object of a reader's chain, as the controller found it.
package struct FoundAccess: Equatable, Sendable {
  /// From its name.
  package let number: UInt64
  /// BLAKE2b-256 of the object, 32 bytes.
  package let hash: [UInt8]
  /// What it says; nil where it does not open, or is not signed by its reader.
  package let record: AccessRecord?

  package init(number: UInt64, hash: [UInt8], record: AccessRecord?) {
    self.number = number
    self.hash = hash
    self.record = record
  }
}

/// What is wrong with a reader's chain of access records.
package enum AccessFault: Equatable, Sendable {
  /// These numbers are not there.
  case missing(ClosedRange<UInt64>)
  /// The object is not one that its reader made for this place, or was changed.
  case changed(UInt64)
  /// The record is whole, but the one before is not the one that it was written after.
  case forked(UInt64)
  /// Its day is before the day of the record before, or of its clip: a clock was wrong, or turned.
  case backdated(UInt64)
  /// There were so many when they were last looked at, and there are fewer now.
  case cut(from: UInt64, seen: UInt64)
}

/// Checks that a reader's access records are all there, unchanged and in their order (F10).
package enum AccessChain {
  /// Records are kept for so many days (F12).
  package static let keptDays = 365

  /// The last record that an earlier look has found.
  package struct End: Equatable, Sendable {
    package let number: UInt64
    /// BLAKE2b-256 of the object, 32 bytes.
    package let hash: [UInt8]
    package let day: CalendarDay

    package init(number: UInt64, hash: [UInt8], day: CalendarDay) {
      self.number = number
      self.hash = hash
      self.day = day
    }
  }

  /// `found` by rising number; an end that is older than records are kept says nothing any more.
  package static func faults(
    _ found: [FoundAccess], seen end: End?, today: CalendarDay
  ) -> [AccessFault] {
    let seen = end.flatMap { $0.day + keptDays <= today ? nil : $0 }
    var faults: [AccessFault] = []
    var last: FoundAccess?
    for entry in found {
      let before = last?.number ?? 0
      if entry.number > before + 1, !isSwept(before: entry, last, today) {
        faults.append(.missing(before + 1...entry.number - 1))
      }
      if let record = entry.record, record.link.number == entry.number {
        if let last, last.number + 1 == entry.number, record.link.previous != last.hash {
          faults.append(.forked(entry.number))
        }
        if isBackdated(record) { faults.append(.backdated(entry.number)) }
      } else {
        faults.append(.changed(entry.number))
      }
      if let seen, seen.number == entry.number, seen.hash != entry.hash,
        faults.last != .changed(entry.number)
      {
        faults.append(.changed(entry.number))
      }
      last = entry
    }
    if let seen, last?.number ?? 0 < seen.number {
      faults.append(.cut(from: last?.number ?? 0, seen: seen.number))
    }
    return faults
  }

  /// A record that says it is old would be swept early, so its day must be one that can be.
  ///
  /// A day more or less is a matter of time zones and of midnight.
  private static func isBackdated(_ record: AccessRecord) -> Bool {
    let day = record.day + 1
    return day < record.link.previousDay || record.act.clip.map { day < $0.day } ?? false
  }

  /// Whether what stood before the first record that is left was older than it is kept.
  private static func isSwept(
    before entry: FoundAccess, _ last: FoundAccess?, _ today: CalendarDay
  ) -> Bool {
    guard last == nil, let link = entry.record?.link else { return false }
    return link.previousDay + keptDays <= today
  }
}
