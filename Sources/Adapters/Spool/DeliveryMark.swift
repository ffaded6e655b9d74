internal import LinuxSystem

/// When the store last had everything that waited here.
///
/// All that a fleet's administrator needs to know of a workstation's uploads: an empty file, whose
/// time says when, and nothing says what or how many.
package struct DeliveryMark: Sendable {
  private let path: String

  package init(stateDirectory: String) {
    path = stateDirectory + "/delivered"
  }

  /// Notes that it has it now; that this fails keeps nothing else back.
  package func set() {
    try? Files.replace(path: path, [])
  }

  /// In seconds of Unix time; nil: never yet.
  package var time: Int64? { (try? Files.status(path: path))?.modified }
}
