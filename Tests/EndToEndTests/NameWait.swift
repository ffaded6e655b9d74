import LinuxSystem
import TestSupport

/// Waiting for what comes into a folder.
enum NameWait {
  /// Waits until an object lies in a folder, or in one below it.
  static func object(in folder: String) throws { try objects(1, in: folder) }

  /// Waits until at least so many do.
  static func objects(_ count: Int, in folder: String) throws {
    let above = Files.parent(of: folder)
    let watch = try DirectoryWatch()
    while true {
      for path in [above, folder] where Files.exists(path) {
        try watch.add(path, for: .names)
        for name in try Files.list(path) {
          let below = path + "/" + name
          if try Files.status(path: below).isDirectory { try watch.add(below, for: .names) }
        }
      }
      if Files.exists(folder), try number(in: folder) >= count { return }
      guard try !Waiting.wait([.init(watch.rawValue)], milliseconds: 30_000).isEmpty else {
        throw TestTimeout("a name in \(folder)")
      }
      watch.drain()
    }
  }

  private static func number(in folder: String) throws -> Int {
    try Files.list(folder).reduce(0) { sum, name in
      let path = folder + "/" + name
      guard !name.hasPrefix("."), !name.hasSuffix(".new") else { return sum }
      return try sum + (Files.status(path: path).isDirectory ? number(in: path) : 1)
    }
  }
}
