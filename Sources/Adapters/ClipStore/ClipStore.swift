package import ClipFormat
package import ObjectStorage
package import Timeline

/// Where sealed clips are kept: objects are created, read and listed, never changed.
///
/// A returned `put` is the acknowledgement that the object is kept: only then may the spool let
/// go of it (P7).
package protocol ClipStore: Sendable {
  /// Keeps one object; the same bytes under the same name are acknowledged again.
  func put(
    _ name: ObjectName, of clip: ClipLocation, _ source: ObjectSource
  ) throws(StoreError)
  /// The first bytes of an object, at most `limit`.
  func get(
    _ name: ObjectName, of clip: ClipLocation, atMost limit: Int
  ) throws(StoreError) -> [UInt8]
  /// All that lies below a clip's path, by the bytes of the names; empty where nothing does.
  ///
  /// Names that begin with a dot are passed over: drafts of objects have such.
  func names(of clip: ClipLocation) throws(StoreError) -> [StoredName]
  /// All clips, sorted by campaign and day; `unread` is told of each folder that cannot be read.
  func clips(unread: (String, StoreError) -> Void) throws(StoreError) -> [ClipLocation]
  /// The days on which there are clips, of all campaigns, sorted.
  func days() throws(StoreError) -> [StoredDay]
  /// The clips of one day, in the order of the store, at most `limit`; no other day is looked at.
  func clips(on day: StoredDay, atMost limit: Int) throws(StoreError) -> [ClipLocation]
  /// Removes one object; none of that name is no error.
  func remove(_ name: ObjectName, of clip: ClipLocation) throws(StoreError)
  /// Removes all that lies at a clip's path but these objects, drafts and strange names too.
  func removeAll(of clip: ClipLocation, but kept: Set<ObjectName>) throws(StoreError)

  /// Keeps one object of a ledger; the same bytes under the same name are acknowledged again.
  ///
  /// Where another is there it is `taken`, as far as the store can tell (F10).
  func put(_ name: LedgerName, _ bytes: [UInt8]) throws(StoreError)
  /// The first bytes of an object of a ledger, at most `limit`.
  func get(_ name: LedgerName, atMost limit: Int) throws(StoreError) -> [UInt8]
  /// What lies in a ledger, sorted by its bytes, the first `limit` at least; none where it is
  /// missing.
  func names(in folder: LedgerFolder, atMost limit: Int) throws(StoreError) -> [String]
  /// The readers' chains of access records, whosever they are.
  func chains() throws(StoreError) -> [LedgerFolder]
  /// Visits all notes, requests, answers and lists of draws, whosever they are.
  ///
  /// Their names begin with their days. They are not asked for folder by folder: a fleet has as
  /// many as workstations. Answers come first.
  func visitLetters(
    _ visit: (LedgerName) throws(StoreError) -> Void
  ) throws(StoreError)
  /// Removes one object of a ledger; none of that name is no error.
  func remove(_ name: LedgerName) throws(StoreError)
}

extension ClipStore {
  /// All that lies in a ledger.
  package func names(in folder: LedgerFolder) throws(StoreError) -> [String] {
    try names(in: folder, atMost: .max)
  }

  /// Keeps one object that is in memory.
  package func put(
    _ name: ObjectName, of clip: ClipLocation, _ bytes: [UInt8]
  ) throws(StoreError) {
    try put(name, of: clip, .bytes(bytes))
  }
}

/// Where the bytes of an object that is to be kept come from.
package enum ObjectSource: Sendable {
  case bytes([UInt8])
  /// A file that does not change any more, and what is known of it from writing it; a bucket's
  /// store never holds it in memory as a whole.
  case file(path: String, digest: ObjectDigest? = nil)
}

/// One day of one campaign, as it stands in the paths of its clips.
package struct StoredDay: Hashable, Comparable, Sendable {
  package let campaign: String
  package let day: CalendarDay

  package init(campaign: String, day: CalendarDay) {
    self.campaign = campaign
    self.day = day
  }

  package var path: String { "\(campaign)/\(day.text)" }

  package static func < (left: StoredDay, right: StoredDay) -> Bool {
    (left.campaign, left.day) < (right.campaign, right.day)
  }
}

/// A name that lies where a clip's objects do, whether or not it is one of an object's.
package struct StoredName: Equatable, Sendable {
  package let text: String
  /// No folder, link or special file; not looked at where no object has such a name.
  package let isFile: Bool

  package init(_ text: String, isFile: Bool = true) {
    self.text = text
    self.isFile = isFile
  }
}
