import ClipFormat
import ClipStore

/// A store of one clip in memory, whose names can be any.
struct ArchiveStore: ClipStore {
  let location: ClipLocation
  var objects: [String: [UInt8]]
  /// What reading an object throws.
  var error: StoreError?

  init(location: ClipLocation, objects: [String: [UInt8]]) {
    self.location = location
    self.objects = objects
  }

  func put(
    _ name: ObjectName, of clip: ClipLocation, _ source: ObjectSource
  ) throws(StoreError) {
    throw .notAllowed
  }

  func get(
    _ name: ObjectName, of clip: ClipLocation, atMost limit: Int
  ) throws(StoreError) -> [UInt8] {
    if let error { throw error }
    guard clip == location, let bytes = objects[name.text] else { throw .missing }
    return Array(bytes.prefix(limit))
  }

  func names(of clip: ClipLocation) throws(StoreError) -> [StoredName] {
    guard clip == location else { return [] }
    return objects.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { StoredName($0) }
  }

  func clips(unread: (String, StoreError) -> Void) throws(StoreError) -> [ClipLocation] {
    [location]
  }

  func days() throws(StoreError) -> [StoredDay] {
    [StoredDay(campaign: location.campaign, day: location.day)]
  }

  func clips(on day: StoredDay, atMost limit: Int) throws(StoreError) -> [ClipLocation] {
    [location]
  }

  func remove(_ name: ObjectName, of clip: ClipLocation) throws(StoreError) {
    throw .notAllowed
  }

  func removeAll(of clip: ClipLocation, but kept: Set<ObjectName>) throws(StoreError) {
    throw .notAllowed
  }

  func put(_ name: LedgerName, _ bytes: [UInt8]) throws(StoreError) { throw .notAllowed }

  func get(_ name: LedgerName, atMost limit: Int) throws(StoreError) -> [UInt8] {
    throw .missing
  }

  func names(in folder: LedgerFolder, atMost limit: Int) throws(StoreError) -> [String] { [] }

  func chains() throws(StoreError) -> [LedgerFolder] { [] }

  func visitLetters(_ visit: (LedgerName) throws(StoreError) -> Void) throws(StoreError) {}

  func remove(_ name: LedgerName) throws(StoreError) { throw .notAllowed }
}
