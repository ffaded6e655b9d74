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

  var unixSeconds: Int64 { act.unixMilliseconds / 1_000 }
}
