package import ClipFormat
internal import LinuxSystem

/// The workstations whose clips a reader has opened so far: first-seen pinning, where no list of
/// the controller is at hand.
///
/// A file in the reader's own state directory, one public key a line, private to its owner.
package struct SeenWorkstations: Sendable {
  package enum Meeting: Equatable, Sendable {
    /// Nobody was met before, so there is nothing to compare with.
    case first
    case known
    /// Others were met before, and this one never.
    case new
  }

  private static let longest = 1 << 20

  private let directory: String
  private var path: String { directory + "/seen-workstations" }

  /// `directory` is made when the first workstation is met.
  package init(stateDirectory directory: String) {
    self.directory = directory
  }

  /// Says whether a workstation was met before, and remembers the very first.
  ///
  /// Another one stays new: only the controller's list makes more of them known.
  package func meet(_ workstation: PublicKey) throws(PlayerError) -> Meeting {
    let seen = try seen()
    guard !seen.contains(workstation) else { return .known }
    guard seen.isEmpty else { return .new }
    do throws(SystemError) {
      try Files.makeDirectories(directory)
      try Files.replace(path: path, Array((workstation.text + "\n").utf8))
    } catch {
      throw .system(error)
    }
    return .first
  }

  private func seen() throws(PlayerError) -> [PublicKey] {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try Files.read(path: path, limit: Self.longest)
    } catch {
      if error.isMissing { return [] }
      throw .system(error)
    }
    var keys: [PublicKey] = []
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      guard let key = try? PublicKey(text: String(line)), key.kind == .workstation else {
        throw .seenWorkstationsDamaged(path: path)
      }
      keys.append(key)
    }
    return keys
  }
}
