/// Where a store is, as `store.url` of the policy and `--store` of the commands say it.
package enum StoreAddress: Equatable, Sendable {
  /// `dir:/path`.
  case folder(String)
  /// `s3://bucket/prefix?endpoint=…&region=…`.
  case bucket(BucketAddress)

  package init(_ text: String) throws(AddressFault) {
    if text.hasPrefix("dir:") {
      guard text.utf8.count > 4 else { throw .unknownScheme }
      self = .folder(String(text.dropFirst(4)))
    } else if text.hasPrefix("s3://") {
      self = .bucket(try BucketAddress(rest: text.dropFirst(5)))
    } else {
      throw .unknownScheme
    }
  }
}

/// What is wrong with a store's address.
package enum AddressFault: Error, Equatable, Sendable {
  case unknownScheme
  case noBucket
  /// The bucket's name is none that S3 allows.
  case bucketName
  /// The prefix has an empty part, `.`, `..` or a character that needs escaping.
  case prefix
  case unknownOption(String)
  case repeatedOption(String)
  /// The endpoint is not `https://HOST[:PORT]`, or `http://` of this machine.
  case endpoint
  /// The endpoint is on another machine and the way to it not encrypted (N10).
  case notEncrypted
  case region
  case style
  /// A tag is not `NAME=VALUE` of letters, digits and `-_.`.
  case tag
}

extension AddressFault {
  /// What follows "the address" in a sentence; it repeats nothing but names of options.
  package var words: String {
    switch self {
    case .unknownScheme: "is not a store"
    case .noBucket: "names no bucket"
    case .bucketName: "names a bucket that S3 does not allow"
    case .prefix: "has a prefix with an empty part, .. or a character that is not allowed"
    case .unknownOption(let name): "has an unknown option \(name)"
    case .repeatedOption(let name): "has the option \(name) twice"
    case .endpoint: "has an endpoint that is not https://HOST:PORT"
    case .notEncrypted: "is not encrypted on its way"
    case .region: "has a region that is no name"
    case .style: "has a style that is neither path nor host"
    case .tag: "has a tag that is not NAME=VALUE"
    }
  }
}
