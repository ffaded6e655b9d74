import LinuxSystem

/// A small file system of the test's own, gone with the value; only root can make one.
package final class SmallDisk {
  package let path: String
  private static let environment = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin"]

  package init(_ path: String, kilobytes: Int = 512) throws {
    self.path = path
    try Files.makeDirectories(path)
    _ = try TestProgram.output(
      of: "mount", ["-t", "tmpfs", "-o", "size=\(kilobytes)k,mode=700", "none", path],
      environment: Self.environment)
  }

  deinit {
    _ = try? TestProgram.output(of: "umount", ["-l", path], environment: Self.environment)
  }

  /// Takes all the room there is.
  package func fill() throws {
    let file = try Files.openForAppending(path: path + "/.filler")
    while (try? file.write([UInt8](repeating: 0, count: 4096))) != nil {}
  }

  /// Gives it back.
  package func empty() throws {
    try Files.remove(path + "/.filler")
  }
}
