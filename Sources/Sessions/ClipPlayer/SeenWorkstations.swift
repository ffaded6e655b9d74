internal import ByteCoding
package import ClipFormat
internal import ClipSealing
internal import LinuxSystem

/// The workstations whose clips a reader has opened so far, for each employee: first-seen pinning,
/// where no list of the controller is at hand.
///
/// A file in the reader's own state directory, private to its owner: a random key, then one line
/// for each employee and workstation with their keyed hashes. So no name stands in it, and two
/// readers' files cannot be compared; who has the file can still try names that they guess.
package struct SeenWorkstations: Sendable {
  package enum Meeting: Equatable, Sendable {
    /// Of this employee nobody was met before, so there is nothing to compare with.
    case first
    case known
    /// Others were met before for this employee, and this one never.
    case new
  }

  private static let longest = 1 << 20
  private static let keyBytes = 32

  private let directory: String
  private var path: String { directory + "/seen-workstations" }

  /// `directory` is made when the first workstation is met.
  package init(stateDirectory directory: String) {
    self.directory = directory
  }

  /// Says whether a workstation was met before for this employee; `tell` comes before it is
  /// remembered, so that nothing is known that was not told.
  package func meet(
    _ workstation: PublicKey, of employee: String, tell: (Meeting) -> Void
  ) throws(PlayerError) {
    var lines = try lines()
    let key = lines.first.flatMap { Hexadecimal.decode($0) } ?? RandomBytes.make(Self.keyBytes)
    if lines.isEmpty { lines = [Hexadecimal.encode(key)] }
    func hash(_ message: [UInt8]) -> String {
      Hexadecimal.encode(Digest.keyed(key: SecretBytes(copying: key), message: message))
    }
    let name = hash(Array(employee.utf8))
    let line = name + " " + hash(workstation.bytes + Array(employee.utf8))
    guard !lines.contains(line) else { return tell(.known) }
    tell(lines.contains { $0.hasPrefix(name + " ") } ? .new : .first)
    try StateFile.write(lines + [line], to: path)
  }

  private func lines() throws(PlayerError) -> [String] {
    let lines = try StateFile.lines(of: path, limit: Self.longest)
    let digits = 2 * Self.keyBytes
    let isWhole = lines.enumerated().allSatisfy { index, line in
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      return words.count == (index == 0 ? 1 : 2)
        && words.allSatisfy { $0.utf8.count == digits && Hexadecimal.decode($0) != nil }
    }
    guard isWhole else { throw .stateDamaged(path: path) }
    return lines
  }
}
