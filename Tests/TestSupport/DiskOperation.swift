/// One step that a program took on the files below some folders, as a system call.
package enum DiskOperation: Equatable, Sendable {
  case makeDirectory(String)
  /// Opened with O_CREAT: made where it is missing.
  case open(String)
  case append(String, [UInt8])
  case truncate(String, Int)
  /// fsync or fdatasync, of a file or a directory.
  case sync(String)
  case link(String, String)
  case rename(String, String)
  /// A file or an empty directory.
  case remove(String)

  package var isSync: Bool {
    if case .sync = self { true } else { false }
  }
}
