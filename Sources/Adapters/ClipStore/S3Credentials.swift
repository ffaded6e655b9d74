internal import LinuxSystem

/// What an S3 server knows this side by: read from a private file, never logged.
struct S3Credentials: Sendable {
  private static let longestFile = 16_384

  let accessKey: String
  let secretKey: String
  let sessionToken: String?
  /// Files of the certificate that this side shows, and of its key.
  let clientCertificate: String?
  let clientKey: String?

  /// The file may be another user's only where that is root; nobody else may read it (N10).
  init(file path: String) throws(CredentialsFault) {
    let status: FileStatus
    let bytes: [UInt8]
    do throws(SystemError) {
      status = try Files.status(path: path)
      bytes = status.isRegular ? try Files.read(path: path, limit: Self.longestFile) : []
    } catch {
      throw error.isMissing ? .missing : .unreadable
    }
    guard status.isRegular, status.mode & 0o077 == 0,
      status.owner == 0 || status.owner == Account.userNumber
    else { throw .exposed }
    try self.init(text: String(decoding: bytes, as: UTF8.self))
  }

  /// Lines as in AWS's own file: names, `=` and values; sections and comments are passed over.
  init(text: String) throws(CredentialsFault) {
    let known = [
      "aws_access_key_id", "aws_secret_access_key", "aws_session_token", "client_certificate",
      "client_key",
    ]
    var values: [String: String] = [:]
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, line) in lines.enumerated() {
      let parts = line.split(separator: "=", maxSplits: 1).map(Self.trimmed)
      guard let first = parts.first, !first.isEmpty, !"[#;".contains(first.prefix(1)) else {
        continue
      }
      guard parts.count == 2, known.contains(first), !parts[1].isEmpty,
        parts[1].utf8.allSatisfy({ (33...126).contains($0) })
      else { throw .line(index + 1) }
      values[first] = parts[1]
    }
    guard let accessKey = values[known[0]] else { throw .lacks(known[0]) }
    guard let secretKey = values[known[1]] else { throw .lacks(known[1]) }
    self.accessKey = accessKey
    self.secretKey = secretKey
    sessionToken = values[known[2]]
    clientCertificate = values[known[3]]
    clientKey = values[known[4]]
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
