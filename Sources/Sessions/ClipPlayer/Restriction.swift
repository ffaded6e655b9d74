package import ClipFormat
internal import ClipStore

extension ClipShelf {
  /// Moves key objects of a clip into another store, so that their holders cannot open it (N9).
  ///
  /// Without `fingerprint` those of all. Returns how many there were. An object is in its new
  /// place, on the disk, before it leaves the old one.
  package func restrict(
    _ clip: ClipLocation, fingerprint: String?, into kept: ClipShelf
  ) throws(PlayerError) -> Int {
    try move(clip, fingerprint, from: self, to: kept)
  }

  /// Brings back what ``restrict(_:fingerprint:into:)`` has moved away.
  ///
  /// An expired or erased clip is not brought back.
  package func unrestrict(
    _ clip: ClipLocation, fingerprint: String?, from kept: ClipShelf
  ) throws(PlayerError) -> Int {
    if try names(of: clip).contains(.erased) { try refuseErased(clip) }
    _ = try opening(of: clip)
    return try move(clip, fingerprint, from: kept, to: self)
  }

  private func move(
    _ clip: ClipLocation, _ fingerprint: String?, from old: ClipShelf, to new: ClipShelf
  ) throws(PlayerError) -> Int {
    var count = 0
    for name in try old.storedNames(of: clip).compactMap({ ObjectName($0) }) {
      guard case .key(let owner) = name, fingerprint == nil || fingerprint == owner else {
        continue
      }
      let bytes = try old.object(name, of: clip)
      try new.inStore { () throws(StoreError) in try new.store.put(name, of: clip, bytes) }
      try old.inStore { () throws(StoreError) in try old.store.remove(name, of: clip) }
      count += 1
    }
    return count
  }
}
