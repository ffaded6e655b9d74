/// Which Callreel this is.
enum Release {
  /// As the packages' changelog has it.
  static let version = "0.1.0"
}
