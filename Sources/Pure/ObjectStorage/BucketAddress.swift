/// A bucket of an S3 server, and below which prefix of it the store lies.
package struct BucketAddress: Equatable, Sendable {
  /// Where the bucket's name stands in a request.
  package enum Style: String, Sendable {
    /// `https://endpoint/bucket/key`.
    case path
    /// `https://bucket.endpoint/key`.
    case host
  }

  package let bucket: String
  /// Empty, or parts that each end in `/`.
  package let prefix: String
  /// `https` or `http`.
  package let scheme: String
  /// Host and port as they stand in the `Host` header, without the bucket.
  package let endpoint: String
  package let region: String
  package let style: Style
  /// `NAME=VALUE` of each object, for the bucket's lifecycle rules.
  package let tags: [String]

  init(rest: Substring) throws(AddressFault) {
    let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    bucket = String(path[0])
    guard !bucket.isEmpty else { throw .noBucket }
    guard Self.isBucket(bucket) else { throw .bucketName }
    prefix = try Self.prefix(path.count > 1 ? path[1] : "")
    let options = try Options(parts.count > 1 ? parts[1] : "")
    region = options.region ?? "us-east-1"
    guard Self.isName(region, "-") else { throw .region }
    if let given = options.endpoint {
      (scheme, endpoint) = try Self.endpoint(given)
    } else {
      (scheme, endpoint) = ("https", "s3.\(region).amazonaws.com")
    }
    // Amazon's own servers want the host; the others most often know the path only.
    style = options.style ?? (options.endpoint == nil ? .host : .path)
    tags = options.tags
  }

  /// The `Host` header of every request.
  package var host: String { style == .path ? endpoint : bucket + "." + endpoint }

  /// The path of a key, or of the bucket itself; as it is signed and as it is sent.
  package func path(key: String = "") -> String {
    (style == .path ? "/" + bucket : "") + "/" + PercentCoding.encode(key, keeping: "/")
  }

  /// Letters, digits, `-` and `.`; 3 to 63 of them.
  private static func isBucket(_ text: String) -> Bool {
    (3...63).contains(text.utf8.count) && isName(text, "-.") && !text.contains("..")
      && text.first != "-" && text.first != "." && text.last != "-" && text.last != "."
  }

  private static func prefix(_ text: Substring) throws(AddressFault) -> String {
    var text = text
    if text.hasSuffix("/") { text.removeLast() }
    guard !text.isEmpty else { return "" }
    for part in text.split(separator: "/", omittingEmptySubsequences: false) {
      guard isName(part, "-_."), part != ".", part != ".." else { throw .prefix }
    }
    return text + "/"
  }

  private static func endpoint(
    _ text: String
  ) throws(AddressFault) -> (scheme: String, host: String) {
    for scheme in ["https", "http"] where text.hasPrefix(scheme + "://") {
      var host = text.dropFirst(scheme.count + 3)
      if host.hasSuffix("/") { host.removeLast() }
      guard isHost(host) else { throw .endpoint }
      guard scheme == "https" || isLoopback(host) else { throw .notEncrypted }
      return (scheme, String(host))
    }
    throw .endpoint
  }

  private static func isHost(_ text: Substring) -> Bool {
    let (name, port) = split(text)
    if let port { guard let number = UInt16(port), number > 0 else { return false } }
    if name.hasPrefix("["), name.hasSuffix("]") {
      return name.dropFirst().dropLast().utf8.allSatisfy { byte in
        byte == UInt8(ascii: ":") || UnicodeScalar(byte).properties.isASCIIHexDigit
      }
    }
    return isName(name, "-.") && !name.hasPrefix(".") && !name.contains("..")
  }

  private static func isLoopback(_ text: Substring) -> Bool {
    ["127.0.0.1", "[::1]", "localhost"].contains(split(text).name)
  }

  private static func split(_ host: Substring) -> (name: Substring, port: Substring?) {
    guard let colon = host.lastIndex(of: ":"), host.last != "]" else { return (host, nil) }
    return (host[..<colon], host[host.index(after: colon)...])
  }

  static func isName(_ text: some StringProtocol, _ more: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: more.utf8.contains(byte)
        }
      }
  }
}

/// What stands behind the question mark.
private struct Options {
  var endpoint: String?
  var region: String?
  var style: BucketAddress.Style?
  var tags: [String] = []

  init(_ text: Substring) throws(AddressFault) {
    var seen: Set<String> = []
    for option in text.split(separator: "&") {
      let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      let value = parts.count > 1 ? String(parts[1]) : ""
      guard name == "tag" || seen.insert(name).inserted else { throw .repeatedOption(name) }
      switch name {
      case "endpoint": endpoint = value
      case "region": region = value
      case "style":
        guard let known = BucketAddress.Style(rawValue: value) else { throw .style }
        style = known
      case "tag":
        let tag = value.split(separator: "=", omittingEmptySubsequences: false)
        guard tag.count == 2, tag.allSatisfy({ BucketAddress.isName($0, "-_.") }) else {
          throw .tag
        }
        tags.append(value)
      default: throw .unknownOption(name)
      }
    }
  }
}
