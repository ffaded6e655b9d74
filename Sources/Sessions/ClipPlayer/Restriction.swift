package import ClipFormat
internal import ClipStore

extension ClipShelf {
  /// Moves key objects of a clip into another store, so that their holders cannot open it (N9).
  ///
  /// Without `fingerprint` those of all, and the statements beside the clip. Returns how many keys
  /// there were. An object is in its new place, on the disk, before it leaves the old one.
  package func restrict(
    _ clip: ClipLocation, fingerprint: String?, into kept: ClipShelf
  ) throws(PlayerError) -> Int {
    let count = try move(clip, from: self, to: kept) { $0.isKey(of: fingerprint) }
    if fingerprint == nil { _ = try move(clip, from: self, to: kept, where: \.isStatement) }
    return count
  }

  /// Brings back what ``restrict(_:fingerprint:into:)`` has moved away.
  ///
  /// An expired or erased clip is not brought back. Statements come before the first key: nobody
  /// opens the clip without them.
  package func unrestrict(
    _ clip: ClipLocation, fingerprint: String?, from kept: ClipShelf
  ) throws(PlayerError) -> Int {
    if try names(of: clip).contains(.erased) { try refuseErased(clip) }
    _ = try opening(of: clip)
    _ = try move(clip, from: kept, to: self, where: \.isStatement)
    return try move(clip, from: kept, to: self) { $0.isKey(of: fingerprint) }
  }

  private func move(
    _ clip: ClipLocation, from old: ClipShelf, to new: ClipShelf,
    where isWanted: (ObjectName) -> Bool
  ) throws(PlayerError) -> Int {
    let names = try old.storedNames(of: clip).compactMap { ObjectName($0) }.filter(isWanted)
    for name in names {
      let bytes = try old.object(name, of: clip)
      try new.inStore { () throws(StoreError) in try new.store.put(name, of: clip, bytes) }
      try old.inStore { () throws(StoreError) in try old.store.remove(name, of: clip) }
    }
    return names.count
  }
}

extension ObjectName {
  /// Whether it is this recipient's key object; without one, anybody's.
  fileprivate func isKey(of fingerprint: String?) -> Bool {
    guard case .key(let owner) = self else { return false }
    return fingerprint == nil || fingerprint == owner
  }

  var isStatement: Bool { if case .statement = self { true } else { false } }
}
