internal import ClipFormat
internal import LinuxSystem

/// What became of the clips that ended sessions have left.
package struct Adoption: Equatable, Sendable {
  package var clips = 0
  /// Could not be moved; they are left for the next time.
  package var failed = 0
  /// There are spools whose sessions may live: what is not here may be there.
  package var hasOthers = false

  package init(clips: Int = 0, failed: Int = 0, hasOthers: Bool = false) {
    self.clips = clips
    self.failed = failed
    self.hasOthers = hasOthers
  }
}

/// Taking over what is in spools whose sessions are gone.
extension ClaimedSpool {
  /// How long another host's spool has to have been left alone, in seconds.
  ///
  /// Longer than any call. Its lock alone is not believed: on a home that was mounted without locks
  /// it would always be free.
  static let restSeconds: Int64 = 86_400

  /// Moves the clips of ended sessions into this one.
  ///
  /// A session is gone where its lock is free; one of another host also has to have left its spool
  /// alone for a day before this session began. What a recorder or an uploader is still busy with
  /// stays for the next time.
  package func adopt() throws(SpoolError) -> Adoption {
    var adoption = Adoption()
    // What earlier versions kept beside where the sessions' spools are now.
    adopt(Spool(root: spools.root), &adoption)
    for other in try spools.sessions() where other != name {
      guard let lock = (try? spools.lock(other)) ?? nil, isOver(other) else {
        adoption.hasOthers = true
        continue
      }
      adopt(spools.spool(other), &adoption)
      remove(other)
      _ = consume lock
      if Files.exists(spools.spool(other).root) { adoption.hasOthers = true }
    }
    return adoption
  }

  private func isOver(_ other: SpoolName) -> Bool {
    guard other.host != spools.host else { return true }
    let places = [spools.lockPath(other), spools.spool(other).root]
    let latest = places.map { (try? Self.latestChange(below: $0)) ?? .max }.max()
    return latest.map { $0 <= since - Self.restSeconds } ?? false
  }

  private static func latestChange(below path: String) throws(SystemError) -> Int64 {
    let status = try Files.linkStatus(path: path)
    guard status.isDirectory else { return status.modified }
    var latest = status.modified
    for name in try Files.list(path) {
      latest = max(latest, try latestChange(below: path + "/" + name))
    }
    return latest
  }

  private func adopt(_ other: Spool, _ adoption: inout Adoption) {
    guard let clips = try? other.clips(), !clips.isEmpty else { return }
    // No recorder of a session that has just lost its agent is in the middle of making one.
    guard let creation = try? Spool.lockCreation(root: other.root) else { return }
    defer { _ = creation.rawValue }
    for clip in clips {
      do throws(SystemError) {
        if try take(clip, from: other) { adoption.clips += 1 }
      } catch {
        adoption.failed += 1
      }
    }
  }

  /// False where a recorder, or an uploader that lets the keys leave, is still at it.
  private func take(_ clip: ClipLocation, from other: Spool) throws(SystemError) -> Bool {
    guard let lock = other.lock(clip) else { return false }
    defer { _ = lock.rawValue }
    let keyPath = other.signingKeyPath(of: clip)
    if Files.exists(keyPath) {
      let key = try Files.openForAppending(path: keyPath)
      guard try key.tryLock() else { return false }
    }
    let old = other.folder(of: clip)
    let new = spool.folder(of: clip)
    // The uploader may just remove the day that was empty.
    for _ in 0..<8 {
      do throws(SystemError) {
        try Files.makeDirectories(Files.parent(of: new))
        try Files.rename(old, to: new)
        break
      } catch {
        guard error.isMissing, Files.exists(old) else { throw error }
      }
    }
    try Files.syncDirectory(Files.parent(of: new))
    let day = Files.parent(of: old)
    try Files.syncDirectory(day)
    if (try? Files.removeDirectory(day)) != nil {
      try? Files.removeDirectory(Files.parent(of: day))
    }
    return true
  }

  /// Removes an adopted spool that has nothing left; its lock, held here, goes last.
  private func remove(_ other: SpoolName) {
    let spool = spools.spool(other)
    try? spool.removeRemains()
    try? Files.remove(spool.root + "/" + Spool.probeName)
    do throws(SystemError) {
      try Files.removeDirectory(spool.root)
      try Files.remove(spools.lockPath(other))
    } catch {
      // Something is left in it, or on its own disk: it stays as it is.
    }
  }
}
