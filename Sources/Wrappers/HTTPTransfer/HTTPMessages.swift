/// How servers are reached.
package struct HTTPSettings: Equatable, Sendable {
  /// A file of certificates that are trusted instead of the system's.
  package var certificateAuthority: String?
  /// A file of the certificate that this side shows, and one of its key.
  package var clientCertificate: String?
  package var clientKey: String?
  /// Nil: as the environment says (curl(1), ENVIRONMENT).
  package var proxy: String?
  /// The most that is sent.
  package var bytesPerSecond: Int?
  package var connectSeconds = 15
  /// A transfer that stays below 100 bytes a second for so long has failed.
  package var stallSeconds = 30

  package init() {}
}

/// One request.
package struct HTTPRequest: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case put = "PUT"
    case delete = "DELETE"
  }

  /// What is sent after the headers.
  package enum Body: Sendable {
    case none
    case bytes([UInt8])
    /// Read as it is sent; `count` bytes, or the request fails.
    case file(path: String, count: Int)

    package var count: Int {
      switch self {
      case .none: 0
      case .bytes(let bytes): bytes.count
      case .file(_, let count): count
      }
    }
  }

  /// What becomes of an answer that is longer than wanted.
  package enum Excess: Sendable {
    /// It is cut: the transfer ends there.
    case cut
    case refuse
  }

  package var method: Method
  package var url: String
  package var headers: [(name: String, value: String)]
  package var body: Body
  /// Bytes of the answer that are taken.
  package var limit: Int
  package var excess: Excess

  package init(
    _ method: Method, url: String, headers: [(name: String, value: String)] = [],
    body: Body = .none, limit: Int, excess: Excess = .refuse
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.limit = limit
    self.excess = excess
  }
}

/// What a server answered.
package struct HTTPAnswer: Sendable {
  package let status: Int
  /// Names in lower case; of those given twice, the last.
  package let headers: [String: String]
  package let body: [UInt8]

  package init(status: Int, headers: [String: String], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// Why there is no answer.
package enum HTTPFailure: Error, Equatable, Sendable {
  /// Nobody there, or they went away in the middle: it may be tried again.
  case unreachable
  /// The server's certificate is not trusted.
  case untrusted
  /// The server's certificate, or one above it, is past its day.
  case expired
  /// A file of certificates or keys cannot be used.
  case certificateFile
  /// The answer is longer than wanted, or is not HTTP.
  case malformed
  /// The file that was being sent is gone, or shorter than it was.
  case body
}
