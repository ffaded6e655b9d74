package import ClipFormat
internal import ClipSealing
internal import LinuxSystem

/// Closing what a crash left open, without the clip key.
extension Spool {
  /// What a recovery did.
  package struct Recovery: Equatable, Sendable {
    package var closed: [ClipLocation] = []
    /// Less film than their minimum (F1), or on their way out when the crash came: destroyed.
    package var destroyed: [ClipLocation] = []
    /// Damaged, or the disk is full: left as they are for the next start.
    package var failed: [ClipLocation] = []
  }

  /// Closes the clips that a crash left open; those that a recorder still holds are left alone.
  package func recover() throws(SpoolError) -> Recovery {
    var recovery = Recovery()
    let creation = try Self.lockCreation(root: root)
    defer { _ = creation.rawValue }
    for clip in try clips() {
      do throws(SpoolError) {
        guard try !isSurelyClosed(clip), let closed = try closeAbandoned(clip) else { continue }
        if closed { recovery.closed.append(clip) } else { recovery.destroyed.append(clip) }
      } catch {
        // One that cannot be closed now must not keep the others from the store.
        recovery.failed.append(clip)
      }
    }
    return recovery
  }

  /// True where the clip is closed now, false where it is destroyed, nil where a recorder has it.
  private func closeAbandoned(_ clip: ClipLocation) throws(SpoolError) -> Bool? {
    let folder = folder(of: clip)
    let keyPath = signingKeyPath(of: clip)
    guard Files.exists(keyPath) else {
      try SpooledClip.destroy(folder: folder)
      return false
    }
    let lock = try onDisk { () throws(SystemError) in
      try Files.openForAppending(path: keyPath)
    }
    guard try onDisk({ () throws(SystemError) in try lock.tryLock() }) else { return nil }
    guard try hasBegun(clip) else {
      try SpooledClip.destroy(folder: folder)
      return false
    }
    if try isWhole(clip) {
      try SpooledClip.finish(folder: folder)
      return true
    }
    guard let seed = SecretBytes(reading: lock.rawValue, count: SecretBytes.seedBytes) else {
      throw .damaged(ClipFault(.signature, .opening, "the signing key has another length"))
    }
    let closing = try closing(of: clip, seed: seed)
    if closing.isTooShort {
      try SpooledClip.destroy(folder: folder)
      return false
    }
    try SpooledClip.close(closing, folder: folder)
    return true
  }

  /// Whether there can be film: a clip whose keys are gone was being destroyed, and one whose
  /// opening record is not on the disk has no film yet.
  private func hasBegun(_ clip: ClipLocation) throws(SpoolError) -> Bool {
    guard try hasKeys(clip) else { return false }
    let holdsFilm = try objects(of: clip).contains { name in
      if case .segment = name { true } else { false }
    }
    guard !holdsFilm else { return Files.exists(path(.opening, of: clip)) }
    var verifier = ClipVerifier(location: clip)
    return (try? verifier.accept(opening: read(.opening, of: clip))) != nil
  }

  /// Whether the crash came between the closing record and the end of the signing key.
  private func isWhole(_ clip: ClipLocation) throws(SpoolError) -> Bool {
    guard Files.exists(path(.closing, of: clip)) else { return false }
    let segments = try objects(of: clip).filter { name in
      if case .segment = name { true } else { false }
    }
    var verifier = ClipVerifier(location: clip)
    do {
      try verifier.accept(opening: read(.opening, of: clip))
      for case .segment(let number) in segments {
        try verifier.accept(segment: number, bytes: read(.segment(number), of: clip))
      }
      try verifier.accept(closing: read(.closing, of: clip))
      return true
    } catch {
      return false
    }
  }

  /// Cuts the segments to what is valid and signs the end.
  private func closing(
    of clip: ClipLocation, seed: borrowing SecretBytes
  ) throws(SpoolError) -> SealedClosing {
    let opening = try read(.opening, of: clip)
    var closer: ClipCloser
    do throws(ClipFault) {
      closer = try ClipCloser(opening: opening, location: clip, signingSeed: seed)
    } catch {
      throw .damaged(error)
    }
    for case .segment(let number) in try objects(of: clip) {
      let path = path(.segment(number), of: clip)
      let bytes = try read(.segment(number), of: clip)
      let kept = closer.accept(segment: number, bytes: bytes)
      // An object that a crash left empty is no segment: it goes as well.
      guard kept < bytes.count || kept == 0 else { continue }
      try onDisk { () throws(SystemError) in
        guard kept > 0 else { return try Files.remove(path) }
        let file = try Files.openForAppending(path: path)
        try file.truncate(to: kept)
        try file.sync()
      }
    }
    return closer.close()
  }
}
