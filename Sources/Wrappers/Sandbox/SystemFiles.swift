/// Files of the system that programs read while they work, whatever else they may reach.
///
/// Folders are meant, not files: one that is replaced is another file.
package enum SystemFiles {
  /// Settings and libraries.
  package static let common = ["/etc", "/usr", "/lib", "/lib64", "/dev/null", "/dev/urandom"]

  /// Names of hosts, certificates, libraries of the resolver.
  package static let network =
    common + [
      "/run/systemd/resolve", "/run/resolvconf", "/run/NetworkManager", "/var/lib/ca-certificates",
    ]

  /// Fonts of the system, and what fontconfig knows of them.
  package static let drawing = common + ["/var/cache/fontconfig"]

  /// The person's own fonts, and which they prefer.
  package static func fonts(home: String) -> [String] {
    [".fonts", ".fonts.conf", ".local/share/fonts", ".config/fontconfig", ".cache/fontconfig"]
      .map { home + "/" + $0 }
  }
}
