internal import Glibc

/// Whole files by path.
package enum Files {
  /// Reads a whole file; one longer than `limit` bytes is EFBIG.
  package static func read(path: String, limit: Int) throws(SystemError) -> [UInt8] {
    let file = try open(path, O_RDONLY | O_CLOEXEC)
    var bytes: [UInt8] = []
    while true {
      let part = try file.read(limit: min(1 << 20, limit + 1 - bytes.count))
      if part.isEmpty { return bytes }
      bytes += part
      guard bytes.count <= limit else { throw SystemError(call: "read", code: EFBIG) }
    }
  }

  /// The first bytes of a file, at most `limit`; nil where the name is not a regular file's own.
  ///
  /// No link is followed and nobody waited for, so nothing that lies there can hold its reader up.
  package static func readRegular(
    path: String, atMost limit: Int
  ) throws(SystemError) -> [UInt8]? {
    let file: Descriptor
    do throws(SystemError) {
      file = try open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    } catch {
      // Of a link; of a socket.
      guard error.code == ELOOP || error.code == ENXIO else { throw error }
      return nil
    }
    let status = try status(of: file)
    guard status.isRegular else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(status.size, limit))
    while bytes.count < limit {
      let part = try file.read(limit: min(1 << 20, limit - bytes.count))
      if part.isEmpty { break }
      bytes += part
    }
    return bytes
  }

  /// Makes a file that must not exist yet, writes it and waits for the disk.
  ///
  /// It has exactly this mode, whatever the process masks.
  package static func create(
    path: String, _ bytes: [UInt8], mode: UInt32 = 0o600
  ) throws(SystemError) {
    let file = try open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    do throws(SystemError) {
      let raw = file.rawValue
      try checked("fchmod") { fchmod(raw, mode) }
      try file.write(bytes)
      try file.sync()
    } catch {
      _ = unsafe unlink(path)
      throw error
    }
  }

  /// Replaces a file in one step: a reader sees the old bytes or the new.
  package static func replace(
    path: String, _ bytes: [UInt8], mode: UInt32 = 0o600
  ) throws(SystemError) {
    let fresh = path + ".new"
    _ = unsafe unlink(fresh)
    try create(path: fresh, bytes, mode: mode)
    try checked("rename") { unsafe Glibc.rename(fresh, path) }
    try syncDirectory(parent(of: path))
  }

  /// Opens a file for appending; it is made with `mode` where it is missing.
  package static func openForAppending(
    path: String, mode: UInt32 = 0o600
  ) throws(SystemError) -> Descriptor {
    try open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, mode)
  }

  package static func openForReading(path: String) throws(SystemError) -> Descriptor {
    try open(path, O_RDONLY | O_CLOEXEC)
  }

  /// Makes a file that must not exist yet and keeps it open.
  package static func openNew(path: String, mode: UInt32 = 0o600) throws(SystemError) -> Descriptor
  {
    try open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
  }

  /// Gives a file a second name; EEXIST where that name is taken.
  ///
  /// Safe on NFS.
  package static func link(_ old: String, as new: String) throws(SystemError) {
    try checked("link") { unsafe Glibc.link(old, new) }
  }

  package static func rename(_ old: String, to new: String) throws(SystemError) {
    try checked("rename") { unsafe Glibc.rename(old, new) }
  }

  package static func remove(_ path: String) throws(SystemError) {
    try checked("unlink") { unsafe unlink(path) }
  }

  /// The directory that holds `path`; "." for a bare name.
  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The path without symbolic links.
  package static func resolved(_ path: String) throws(SystemError) -> String {
    guard let real = unsafe realpath(path, nil) else {
      throw SystemError(call: "realpath", code: errno)
    }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  static func open(
    _ path: String, _ flags: Int32, _ mode: UInt32 = 0
  ) throws(SystemError) -> Descriptor {
    Descriptor(owning: try checked("open") { unsafe Glibc.open(path, flags, mode) })
  }
}
