internal import CSodium

/// Starts libsodium once; every call into it comes after.
enum Sodium {
  private static let started = sodium_init() >= 0

  /// Traps where the library cannot start: there is no clip without it.
  static func start() {
    precondition(started, "libsodium could not start")
  }
}
