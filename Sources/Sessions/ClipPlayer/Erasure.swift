package import ClipFormat
package import ClipSealing
internal import ClipStore

extension ClipShelf {
  /// Erases a clip for good: its keys first, then all else; the controller's tombstone stays.
  ///
  /// It may end anywhere and be done again: the first tombstone stands, and is returned. A clip that
  /// names another controller is refused, and so is a tombstone of another.
  @discardableResult
  package func erase(
    _ clip: ClipLocation, reason: ErasureReason, by controller: borrowing PrivateKey
  ) throws(PlayerError) -> Tombstone {
    let stored = try storedNames(of: clip)
    let names = stored.compactMap { ObjectName($0) }
    guard !stored.isEmpty else { throw .noSuchClip }
    if names.contains(.opening) {
      guard try recordOnly(object(.opening, of: clip)).controller == controller.publicKey.keyHash
      else { throw .anotherController }
    }
    try inStore { () throws(StoreError) in
      for name in names where name.isKey { try store.remove(name, of: clip) }
    }
    let tombstone: Tombstone
    if names.contains(.erased) {
      tombstone = try self.tombstone(of: clip, by: controller.publicKey)
    } else {
      tombstone = .make(clip: clip, reason: reason, day: today, by: controller)
      try inStore { () throws(StoreError) in try store.put(.erased, of: clip, tombstone.bytes) }
    }
    try inStore { () throws(StoreError) in try store.removeAll(of: clip, but: [.erased]) }
    return tombstone
  }

  private func tombstone(
    of clip: ClipLocation, by controller: PublicKey
  ) throws(PlayerError) -> Tombstone {
    let bytes = try object(.erased, of: clip)
    do throws(FormatError) {
      let tombstone = try Tombstone(verifying: bytes, location: clip)
      guard tombstone.controller == controller else {
        throw FormatError(.signature, "the tombstone is another controller's")
      }
      return tombstone
    } catch {
      throw .fault(error.fault(in: .erased))
    }
  }

  /// Whatever lies at the clip's path.
  func storedNames(of clip: ClipLocation) throws(PlayerError) -> [String] {
    try inStore { () throws(StoreError) in try store.names(of: clip).map(\.text) }
  }

  func inStore<Value>(_ body: () throws(StoreError) -> Value) throws(PlayerError) -> Value {
    do throws(StoreError) { return try body() } catch { throw .store(error) }
  }
}

extension ObjectName {
  var isKey: Bool { if case .key = self { true } else { false } }
}
