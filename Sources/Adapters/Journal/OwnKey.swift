package import ClipFormat
internal import ClipSealing
internal import LinuxSystem

/// The key by which the employee opens their own clips, where they made one.
///
/// The private half lies in the employee's state directory and opens with a passphrase only; its
/// public half lies beside it, for the agent, which seals to it and never asks for the passphrase.
package struct OwnKey: Sendable {
  private static let longest = 4096
  private let directory: String

  package init(stateDirectory: String) {
    directory = stateDirectory
  }

  /// The private half's file.
  package var path: String { directory + "/own.key" }
  private var publicPath: String { directory + "/own.pub" }

  package var isThere: Bool { Files.exists(path) }

  /// What clips are sealed to; nil where there is no such key.
  ///
  /// A private half that opens without a passphrase counts as none, so that the workstation never
  /// holds a usable key to what it sealed (P5); so do files that others can write.
  package var publicKey: PublicKey? {
    guard let text = ownText(path), PrivateKey.isWrapped(text: text, kind: .employee),
      let line = ownText(publicPath).flatMap({ RecordText.line(of: $0, limit: Self.longest) }),
      let key = try? PublicKey(text: line), key.kind == .employee
    else { return nil }
    return key
  }

  /// Keeps a wrapped private key and its public half, in the place of those before.
  package func keep(_ text: [UInt8], publicKey: PublicKey) throws(JournalError) {
    guard PrivateKey.isWrapped(text: text, kind: .employee) else { throw .damaged }
    try onDisk { () throws(SystemError) in
      try Files.makeDirectories(directory)
      try Files.replace(path: path, text)
      try Files.replace(path: publicPath, Array((publicKey.text + "\n").utf8))
    }
  }

  /// Clips from now on are not sealed to it, and it opens none any more.
  package func remove() throws(JournalError) {
    try onDisk { () throws(SystemError) in
      for file in [publicPath, path] where Files.exists(file) { try Files.remove(file) }
    }
  }

  private func ownText(_ path: String) -> [UInt8]? {
    guard let status = try? Files.status(path: path), status.isRegular,
      status.owner == Account.userNumber, status.mode & 0o022 == 0
    else { return nil }
    return try? Files.read(path: path, limit: Self.longest)
  }
}
