internal import ByteCoding

/// Length and SHA-256 of an object, known from making it.
///
/// S3 wants the hash of what is sent before it is sent: who has it noted need not read all of it
/// once more. A note says what the bytes were, never what is acknowledged.
package struct ObjectDigest: Equatable, Sendable {
  private static let hashBytes = 32

  package let byteCount: Int
  package let sha256: [UInt8]

  package init(byteCount: Int, sha256: [UInt8]) {
    precondition(sha256.count == Self.hashBytes, "a SHA-256 has 32 bytes")
    self.byteCount = byteCount
    self.sha256 = sha256
  }

  /// What notes say of the object of this name: a line `NAME BYTES SHA-256`.
  package func note(of name: String) -> String {
    "\(name) \(byteCount) \(Hexadecimal.encode(sha256))\n"
  }

  /// Reads the lines that ``note(of:)`` writes and nothing else; the last of a name counts.
  ///
  /// What a crash has torn, or a disk made up, is passed over.
  package static func read(notes: [UInt8]) -> [String: ObjectDigest] {
    let lines = String(decoding: notes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    var digests: [String: ObjectDigest] = [:]
    // What follows the last end of a line is none.
    for line in lines.dropLast() {
      let fields = line.split(separator: " ", omittingEmptySubsequences: false)
      guard fields.count == 3, let count = Int(fields[1]), count >= 0,
        let hash = Hexadecimal.decode(fields[2]), hash.count == hashBytes
      else { continue }
      let digest = ObjectDigest(byteCount: count, sha256: hash)
      guard digest.note(of: String(fields[0])) == line + "\n" else { continue }
      digests[String(fields[0])] = digest
    }
    return digests
  }
}
