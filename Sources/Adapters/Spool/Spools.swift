package import CallPolicy
package import ClipFormat
internal import LinuxSystem

/// All spools of one person: a folder for each host and session, so that none touches another's.
///
/// `root/HOST.NUMBER` is a session's ``Spool`` and `root/HOST.NUMBER.lock` its lock, which the
/// session's agent holds as long as it lives. A home directory may be several hosts' at once.
package struct Spools: Sendable {
  package let root: String
  /// As in ``SpoolName``.
  let host: String

  /// The spools below a state directory, as `host` sees them.
  package init(stateDirectory: String, host: String = SpoolName.thisHost) {
    root = stateDirectory + "/spool"
    self.host = host
  }

  /// Takes the first spool of this host that no session has.
  ///
  /// An agent that is started again is thereby back where it was.
  package func claim() throws(SpoolError) -> ClaimedSpool {
    try onDisk { () throws(SystemError) in
      try Files.makeDirectories(root)
      for number in 0..<SpoolName.most {
        let name = SpoolName(host: host, number: number)
        guard let lock = try lock(name) else { continue }
        try Files.makeDirectories(spool(name).root)
        // The file server's clock tells when, whatever this machine's says.
        try lock.truncate(to: 0)
        try lock.write(Array("\n".utf8))
        return ClaimedSpool(
          spool(name), name: name, among: self, since: try Files.status(of: lock).modified,
          lock: lock)
      }
      throw SystemError(call: "flock", code: 0)
    }
  }

  /// What a host and a session have, and what earlier versions have left at the root itself.
  func all() throws(SpoolError) -> [Spool] {
    try sessions().map(spool) + [Spool(root: root)]
  }

  /// What no store has acknowledged yet, whichever session's it is.
  package func clips() throws(SpoolError) -> [ClipLocation] {
    var clips: [ClipLocation] = []
    for spool in try all() { clips += try spool.clips() }
    return clips
  }

  /// What all of them take, and what their disk has left.
  package func room() throws(SpoolError) -> SpoolRoom {
    try onDisk { () throws(SystemError) in
      guard Files.exists(root) else { return SpoolRoom(usedBytes: 0, freeBytes: .max) }
      // The locks are no clips.
      var used = 0
      for name in try Files.list(root) where !name.hasSuffix(".lock") {
        used += try Self.bytes(of: root + "/" + name)
      }
      return SpoolRoom(usedBytes: used, freeBytes: try Files.freeBytes(path: root))
    }
  }

  /// The names of all sessions' spools, whoever's of this person they are.
  func sessions() throws(SpoolError) -> [SpoolName] {
    guard Files.exists(root) else { return [] }
    return try onDisk { () throws(SystemError) in try Files.list(root) }
      .compactMap { SpoolName($0) }
  }

  func spool(_ name: SpoolName) -> Spool { Spool(root: root + "/" + name.text) }

  func lockPath(_ name: SpoolName) -> String { root + "/" + name.text + ".lock" }

  /// The lock of a spool; nil where a session holds it.
  func lock(_ name: SpoolName) throws(SystemError) -> Descriptor? {
    let path = lockPath(name)
    // Whoever has adopted the spool may just have removed its lock.
    for _ in 0..<8 {
      let lock = try Files.openForAppending(path: path)
      guard try lock.tryLock() else { return nil }
      let inode = try Files.status(of: lock).inode
      if (try? Files.status(path: path))?.inode == inode { return lock }
    }
    return nil
  }

  /// What goes meanwhile was uploaded: it takes nothing.
  private static func bytes(of path: String) throws(SystemError) -> Int {
    do throws(SystemError) {
      let status = try Files.linkStatus(path: path)
      guard status.isDirectory else { return status.size }
      var bytes = 0
      for name in try Files.list(path) { bytes += try Self.bytes(of: path + "/" + name) }
      return bytes
    } catch {
      guard error.isMissing else { throw error }
      return 0
    }
  }
}
