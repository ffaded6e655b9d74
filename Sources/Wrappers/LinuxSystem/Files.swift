internal import CLinux
internal import Glibc

/// What a file is and who may change it.
package struct FileStatus: Equatable, Sendable {
  /// The numeric user.
  package let owner: UInt32
  /// The numeric group.
  package let group: UInt32
  /// Permission bits only, such as 0o600.
  package let mode: UInt32
  package let isDirectory: Bool
  package let isRegular: Bool
  /// Bytes.
  package let size: Int
  /// Device and inode together name the file.
  package let device: UInt64
  package let inode: UInt64
  /// Unix time of the latest change of its bytes, or of a folder's names, by the file server's clock.
  package let modified: Int64

  fileprivate init(_ record: stat) {
    owner = record.st_uid
    group = record.st_gid
    mode = record.st_mode & 0o7777
    isDirectory = record.st_mode & S_IFMT == S_IFDIR
    isRegular = record.st_mode & S_IFMT == S_IFREG
    size = record.st_size
    device = UInt64(record.st_dev)
    inode = UInt64(record.st_ino)
    modified = Int64(record.st_mtim.tv_sec)
  }
}

/// Whole files and directories by path.
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

  /// Follows symbolic links.
  package static func status(path: String) throws(SystemError) -> FileStatus {
    var record = stat()
    try checked("stat") { unsafe stat(path, &record) }
    return FileStatus(record)
  }

  /// Of the open file, whatever its name leads to by now.
  package static func status(of file: borrowing Descriptor) throws(SystemError) -> FileStatus {
    let raw = file.rawValue
    var record = stat()
    try checked("fstat") { unsafe fstat(raw, &record) }
    return FileStatus(record)
  }

  /// Bytes that this user may still write to the disk that `path` is on.
  package static func freeBytes(path: String) throws(SystemError) -> Int {
    var record = statvfs()
    try checked("statvfs") { unsafe statvfs(path, &record) }
    let (bytes, isBeyond) = Int(record.f_bavail).multipliedReportingOverflow(
      by: Int(record.f_frsize))
    return isBeyond ? .max : bytes
  }

  /// Of a symbolic link itself, where `path` is one.
  package static func linkStatus(path: String) throws(SystemError) -> FileStatus {
    var record = stat()
    try checked("lstat") { unsafe lstat(path, &record) }
    return FileStatus(record)
  }

  package static func exists(_ path: String) -> Bool {
    unsafe access(path, F_OK) == 0
  }

  /// Whether this user may make files in a folder; makes none.
  package static func canCreate(in folder: String) -> Bool {
    unsafe access(folder, W_OK | X_OK) == 0
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

  package static func removeDirectory(_ path: String) throws(SystemError) {
    try checked("rmdir") { unsafe rmdir(path) }
  }

  /// Names in a directory, sorted, without `.` and `..`.
  package static func list(_ path: String) throws(SystemError) -> [String] {
    guard let directory = unsafe opendir(path) else {
      throw SystemError(call: "opendir", code: errno)
    }
    defer { unsafe _ = closedir(directory) }
    var names: [String] = []
    while true {
      // The end and an error look alike but for this (readdir(3)).
      errno = 0
      guard let entry = unsafe readdir(directory) else {
        guard errno == 0 else { throw SystemError(call: "readdir", code: errno) }
        return names.sorted()
      }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
        unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
  }

  /// Makes a directory and those above it, all on the disk; one that is there is left as it is.
  ///
  /// It has this mode, whatever the process masks, and the group that its parent gives it.
  package static func makeDirectories(_ path: String, mode: UInt32 = 0o700) throws(SystemError) {
    guard !path.isEmpty, path != "/" else { return }
    guard !exists(path) else {
      // Whoever made it may have died before its name was on the disk.
      try? syncDirectory(parent(of: path))
      return
    }
    try makeDirectories(parent(of: path), mode: mode)
    // Not by chmod(2): from somebody outside its group that takes away what made the group.
    let mask = umask(0)
    defer { umask(mask) }
    do {
      try checked("mkdir") { unsafe mkdir(path, mode & 0o1777) }
    } catch {
      guard error.isExisting else { throw error }
      return
    }
    do {
      try syncDirectory(parent(of: path))
    } catch {
      // A drop box: who may write into it may not read it.
      guard error.isForbidden else { throw error }
    }
  }

  /// Waits until the names in a directory are on the disk.
  package static func syncDirectory(_ path: String) throws(SystemError) {
    let directory = try open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    let descriptor = directory.rawValue
    try checked("fsync") { fsync(descriptor) }
  }

  /// Removes a directory and all below it; what is missing is no error.
  package static func removeTree(_ path: String) throws(SystemError) {
    do throws(SystemError) {
      for name in try list(path) {
        let child = path + "/" + name
        if unsafe unlink(child) != 0 { try removeTree(child) }
      }
      try removeDirectory(path)
    } catch {
      guard error.isMissing else { throw error }
    }
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

  /// Makes a private directory of a fresh name below `base`.
  package static func makeTemporaryDirectory(
    below base: String, prefix: String
  ) throws(SystemError) -> String {
    var template = Array((base + "/" + prefix + "XXXXXX").utf8CString)
    return try unsafe template.withUnsafeMutableBufferPointer { buffer throws(SystemError) in
      guard let made = unsafe buffer.baseAddress.flatMap({ unsafe mkdtemp($0) }) else {
        throw SystemError(call: "mkdtemp", code: errno)
      }
      return unsafe String(cString: made)
    }
  }

  static func open(
    _ path: String, _ flags: Int32, _ mode: UInt32 = 0
  ) throws(SystemError) -> Descriptor {
    Descriptor(owning: try checked("open") { unsafe Glibc.open(path, flags, mode) })
  }
}
