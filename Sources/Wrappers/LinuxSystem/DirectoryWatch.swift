internal import CLinux
internal import Glibc

/// Becomes readable when something changes in the watched directories.
package struct DirectoryWatch: ~Copyable {
  /// What about a directory is watched.
  package enum Subject: Sendable {
    /// Files written, moved or removed.
    case contents
    /// Files of any kind made, moved or removed, such as sockets, which nobody writes.
    case names
    /// Files that somebody is writing, also before they are closed.
    case writing
  }

  private let descriptor: Descriptor

  package init() throws(SystemError) {
    descriptor = Descriptor(
      owning: try checked("inotify_init1") {
        inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
      })
  }

  package var rawValue: Int32 { descriptor.rawValue }

  package func add(_ directory: String, for subject: Subject = .contents) throws(SystemError) {
    let raw = descriptor.rawValue
    let moves = UInt32(IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
    let mask =
      switch subject {
      case .contents: moves | UInt32(IN_CLOSE_WRITE | IN_ATTRIB)
      case .names: moves | UInt32(IN_CREATE)
      case .writing: UInt32(IN_MODIFY)
      }
    try checked("inotify_add_watch") { unsafe inotify_add_watch(raw, directory, mask) }
  }

  /// Takes all that was reported; what it was does not matter to a reader that looks again.
  package func drain() {
    while let bytes = try? descriptor.read(limit: 4096), !bytes.isEmpty {}
  }

  /// Takes all that was reported: the names of the files, empty for one that was not told.
  package func changedNames() -> Set<String> {
    var names: Set<String> = []
    while let bytes = try? descriptor.read(limit: 4096), !bytes.isEmpty {
      // struct inotify_event of inotify(7): four numbers, the last the length of the name.
      var rest = bytes[...]
      while rest.count >= 16 {
        let length = rest.dropFirst(12).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
        names.insert(String(decoding: name, as: UTF8.self))
        rest = rest.dropFirst(16 + length)
      }
    }
    return names
  }
}
