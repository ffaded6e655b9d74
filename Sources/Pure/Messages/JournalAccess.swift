package import ClipFormat

/// One use of a recording's key, as the journal tells it (F10).
package struct JournalAccess: Equatable, Sendable {
  /// The reader's name where the policy has one, else their key's fingerprint.
  package enum Reader: Equatable, Sendable {
    case known(String)
    case unknown(fingerprint: String)
  }

  package let reader: Reader
  package let act: AccessRecord.Act

  package init(_ act: AccessRecord.Act, by reader: Reader) {
    self.act = act
    self.reader = reader
  }

  /// Those who are in `names` by their names, the others by their fingerprints; by time.
  package static func all(
    in records: [AccessRecord], names: [PublicKey: String],
    fingerprint: (AccessRecord) -> String
  ) -> [JournalAccess] {
    records.map { record in
      let known = record.readers.compactMap { names[$0] }
      let isKnown = known.count == record.readers.count
      return JournalAccess(
        record.act,
        by: isKnown
          ? .known(known.joined(separator: " & ")) : .unknown(fingerprint: fingerprint(record)))
    }.sorted { $0.act.unixMilliseconds < $1.act.unixMilliseconds }
  }

  var unixSeconds: Int64 { act.unixMilliseconds / 1_000 }
}
