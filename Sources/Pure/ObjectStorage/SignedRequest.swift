internal import ByteCoding

/// What AWS Signature Version 4 signs of one request, as texts; the hashing is the caller's.
///
/// libcurl signs too, but with this machine's clock only: given another date it sends both, and a
/// workstation whose clock is wrong could never upload.
package struct SignedRequest: Equatable, Sendable {
  package static let emptyPayloadHash =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

  package let method: String
  /// Encoded already.
  package let path: String
  /// As ``PercentCoding/query(_:)`` makes it.
  package let query: String
  /// Of the body: SHA-256 in hexadecimal, or `UNSIGNED-PAYLOAD`.
  package let payloadHash: String
  /// `20260101T000000Z`.
  package let date: String
  package let region: String
  private let headers: [(name: String, value: String)]

  /// `headers` are all that are signed, but for date and payload, which are added here.
  package init(
    method: String, path: String, query: String, headers: [(name: String, value: String)],
    payloadHash: String, date: String, region: String
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.payloadHash = payloadHash
    self.date = date
    self.region = region
    self.headers =
      (headers + [("x-amz-content-sha256", payloadHash), ("x-amz-date", date)])
      .map { ($0.name.lowercased(), $0.value) }.sorted { $0.0 < $1.0 }
  }

  package var scope: String { "\(date.prefix(8))/\(region)/s3/aws4_request" }

  package var signedHeaders: String { headers.map(\.name).joined(separator: ";") }

  package var canonical: String {
    let lines = headers.map { "\($0.name):\($0.value)\n" }.joined()
    return [method, path, query, lines, signedHeaders, payloadHash].joined(separator: "\n")
  }

  /// What the signing key signs, with the SHA-256 of ``canonical``.
  package func text(canonicalHash: [UInt8]) -> String {
    ["AWS4-HMAC-SHA256", date, scope, Hexadecimal.encode(canonicalHash)].joined(separator: "\n")
  }

  /// The messages that make the signing key of `AWS4` and the secret, each keyed with the last.
  package var keySteps: [String] { [String(date.prefix(8)), region, "s3", "aws4_request"] }

  /// The value of the `Authorization` header.
  package func authorization(accessKey: String, signature: [UInt8]) -> String {
    "AWS4-HMAC-SHA256 Credential=\(accessKey)/\(scope), SignedHeaders=\(signedHeaders), "
      + "Signature=\(Hexadecimal.encode(signature))"
  }

  package static func == (left: SignedRequest, right: SignedRequest) -> Bool {
    left.canonical == right.canonical && left.date == right.date && left.region == right.region
  }
}
