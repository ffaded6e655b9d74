internal import ByteCoding
internal import ClipSealing
internal import LinuxSystem

/// The name of one session's spool, such as `3f0c9a4e11d28b77.0`: its host, and a number there.
///
/// No campaign has a dot in its name: what lies beside such folders is told from them.
package struct SpoolName: Equatable, Sendable {
  /// Spools of one person on one host at the same time.
  static let most = 64

  package let host: String
  package let number: Int

  package init(host: String, number: Int) {
    self.host = host
    self.number = number
  }

  /// Reads what ``text`` writes, and nothing else.
  package init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[1]), (0..<Self.most).contains(number) else {
      return nil
    }
    self.init(host: String(parts[0]), number: number)
    guard host.utf8.count == 16, let bytes = Hexadecimal.decode(host),
      Hexadecimal.encode(bytes) == host, self.text == text
    else { return nil }
  }

  package var text: String { "\(host).\(number)" }

  /// This machine, by 16 hexadecimal digits that do not tell which it is (P10).
  ///
  /// Machines that were copied have one identifier, and a name each.
  package static let thisHost: String = {
    let identifier = (try? Files.read(path: "/etc/machine-id", limit: 256)) ?? []
    let text = Array("callreel spool\0".utf8) + identifier + [0] + Array(Account.hostName.utf8)
    return Hexadecimal.encode(Digest.blake2b256(text).prefix(8))
  }()
}
