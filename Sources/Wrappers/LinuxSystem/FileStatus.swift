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
  /// Unix time of the latest change of its bytes, or of a folder's names, by the file server's
  /// clock.
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

extension Files {
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

  /// Of a symbolic link itself, where `path` is one.
  package static func linkStatus(path: String) throws(SystemError) -> FileStatus {
    var record = stat()
    try checked("lstat") { unsafe lstat(path, &record) }
    return FileStatus(record)
  }

  /// False also where a folder above cannot be looked into.
  package static func exists(_ path: String) -> Bool {
    unsafe access(path, F_OK) == 0
  }

  /// Whether this user may make files in a folder; makes none.
  package static func canCreate(in folder: String) -> Bool {
    unsafe access(folder, W_OK | X_OK) == 0
  }

  /// Bytes that this user may still write to the disk that `path` is on.
  package static func freeBytes(path: String) throws(SystemError) -> Int {
    var record = statvfs()
    try checked("statvfs") { unsafe statvfs(path, &record) }
    let (bytes, isBeyond) = Int(record.f_bavail).multipliedReportingOverflow(
      by: Int(record.f_frsize))
    return isBeyond ? .max : bytes
  }
}
