package import ClipFormat
internal import ClipSealing
internal import ClipStore

extension ClipShelf {
  /// Copies a clip of this trainee, still sealed, into another store: for who is about to be
  /// without a network.
  ///
  /// Each object is verified before it is kept, the keys last. What becomes of the copy is on
  /// record beside the copy only, so the fetch counts as an opening (F10). Returns its bytes.
  package func fetch(
    _ clip: ClipLocation, of trainee: String, key: borrowing ReaderKey, into copy: ClipShelf,
    progress: ClipProgress = { _, _ in }
  ) throws(PlayerError) -> Int {
    let opener = try unlock(clip, of: trainee, key: key, witness: AccessLog(.fetch, of: trainee))
    let controller = try controllerKey(opener.record.controller)
    var bytes = 0
    var keys: [(ObjectName, [UInt8])] = []
    let verdict = try pass(
      over: clip, keys: .optional, progress: progress,
      check: { verifier, number, bytes throws(ClipFault) in
        try verifier.accept(segment: number, bytes: bytes)
      },
      visit: { name, object throws(PlayerError) in
        bytes += object.count
        if name.isKey {
          keys.append((name, object))
        } else {
          try copy.inStore { () throws(StoreError) in try copy.store.put(name, of: clip, object) }
        }
      })
    _ = try Self.report(verdict)
    for (name, object) in keys {
      try copy.inStore { () throws(StoreError) in try copy.store.put(name, of: clip, object) }
    }
    try copy.inStore { () throws(StoreError) in
      try copy.store.put(.controller(controller.fingerprint), Array(controller.text.utf8))
    }
    return bytes
  }
}
