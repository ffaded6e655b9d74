internal import LinuxSystem

/// A small file of lines in the reader's own state directory, private to its owner.
enum StateFile {
  /// None where there is no such file.
  static func lines(of path: String, limit: Int) throws(PlayerError) -> [String] {
    do throws(SystemError) {
      let bytes = try Files.read(path: path, limit: limit)
      return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    } catch {
      if error.isMissing { return [] }
      throw .system(error)
    }
  }

  /// Makes the directory where it is missing; a reader sees the old lines or the new.
  static func write(_ lines: [String], to path: String) throws(PlayerError) {
    do throws(SystemError) {
      try Files.makeDirectories(Files.parent(of: path))
      try Files.replace(path: path, Array(lines.map { $0 + "\n" }.joined().utf8))
    } catch {
      throw .system(error)
    }
  }
}
