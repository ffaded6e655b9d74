internal import Glibc
internal import Synchronization

/// Whole directories by path.
extension Files {
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
    do {
      try makeDirectory(path, mode: mode)
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

  /// The mask is the whole process's: two threads that put it away would lose it for good.
  private static let maskAway = Mutex(())

  private static func makeDirectory(_ path: String, mode: UInt32) throws(SystemError) {
    // Not by chmod(2): from somebody outside its group that takes away what made the group.
    try maskAway.withLock { _ throws(SystemError) in
      let mask = umask(0)
      defer { umask(mask) }
      try checked("mkdir") { unsafe mkdir(path, mode & 0o1777) }
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

  package static func removeDirectory(_ path: String) throws(SystemError) {
    try checked("rmdir") { unsafe rmdir(path) }
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
}
