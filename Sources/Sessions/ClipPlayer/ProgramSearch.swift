internal import LinuxSystem

/// Where the programs lie that the player starts.
package enum ProgramSearch {
  /// A program of Callreel: beside this one, or where packages put it.
  package static func companion(_ name: String) -> String? {
    [Files.parent(of: Account.executable), "/usr/libexec/callreel"]
      .map { $0 + "/" + name }.first(where: isFile)
  }

  /// A program of somebody else, by the absolute directories of PATH.
  static func installed(_ name: String) -> String? {
    (Account.variable("PATH") ?? "/usr/bin:/bin").split(separator: ":")
      .filter { $0.hasPrefix("/") }.map { $0 + "/" + name }.first(where: isFile)
  }

  private static func isFile(_ path: String) -> Bool {
    (try? Files.status(path: path)).map { $0.isRegular && $0.mode & 0o111 != 0 } ?? false
  }
}
