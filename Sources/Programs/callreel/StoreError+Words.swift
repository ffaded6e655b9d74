import ClipPlayer
import ClipStore
import LinuxSystem
import ObjectStorage

extension StoreError {
  /// What a person reads of a store that refuses.
  var words: PlayerError.Words {
    switch self {
    case .address(let fault):
      .init(
        sentence: "the store's address "
          + (fault == .unknownScheme ? "is of no known form" : fault.words),
        hint: "such as dir:/srv/callreel or s3://bucket/prefix?endpoint=https://HOST",
        status: .usage)
    case .unreachable:
      .init(
        sentence: "the store is not there",
        hint: "see that its folder is mounted, or that its server is up", status: .unavailable)
    case .busy(let seconds):
      .init(
        sentence: "the store is busy" + (seconds.map { " for the next \($0) s" } ?? ""),
        hint: "try again later", status: .unavailable)
    case .missing: .init(sentence: "an object is missing in the store", status: .badData)
    case .notAFile:
      .init(sentence: "an object in the store is no file of its own", status: .badData)
    case .taken: .init(sentence: "an object of that name is there already", status: .badData)
    case .unknownThere:
      .init(sentence: "an object of that name is there, and cannot be seen", status: .notAllowed)
    case .full: .init(sentence: "the store is full", status: .unavailable)
    case .notAllowed:
      .init(
        sentence: "the store does not let you do that", hint: "ask its administrator",
        status: .notAllowed)
    case .noBucket:
      .init(
        sentence: "the store's server knows no such bucket", hint: "see the bucket's name",
        status: .unavailable)
    case .untrusted:
      .init(
        sentence: "the certificate of the store's server is not trusted",
        hint: "give its authority's certificate with --ca", status: .unavailable)
    case .expiredCertificate:
      .init(
        sentence: "the certificate of the store's server is past its day",
        hint: "ask its administrator; see also this machine's clock", status: .unavailable)
    case .certificateFile:
      .init(
        sentence: "a file of certificates or keys cannot be used", hint: "it must be PEM",
        status: .badData)
    case .redirected:
      .init(
        sentence: "the store's server sends to another address, which is never followed",
        hint: "name that address as the endpoint, and the bucket's region", status: .unavailable)
    case .malformed:
      .init(
        sentence: "the store's server gives an answer that is not S3's", hint: "see the endpoint",
        status: .badData)
    case .altered:
      .init(
        sentence: "what the store's server keeps is not what was sent", hint: "try again",
        status: .badData)
    case .credentials(let fault): fault.words
    case .source(let code):
      .init(
        sentence: "an object cannot be read: "
          + SystemError(call: "read", code: code).message)
    case .changed:
      .init(
        sentence: "an object has changed on this disk since it was made", hint: "look at the disk",
        status: .badData)
    case .failed(let code):
      .init(
        sentence: "the store failed: \(SystemError(call: "store", code: code).message)",
        hint: "look at its folder", status: .unavailable)
    case .refused(let status):
      .init(
        sentence: "the store's server refuses with status \(status)",
        hint: "see its own log", status: .unavailable)
    }
  }
}

extension CredentialsFault {
  fileprivate var words: PlayerError.Words {
    let hint = "aws_access_key_id = … and aws_secret_access_key = …, in a file of mode 0600"
    let sentence =
      switch self {
      case .notGiven: "a bucket needs a file of credentials"
      case .missing: "the file of credentials does not exist"
      case .exposed: "the file of credentials is not private to you"
      case .unreadable: "the file of credentials cannot be read"
      case .line(let number): "line \(number) of the file of credentials is not understood"
      case .lacks(let name): "the file of credentials has no \(name)"
      }
    return .init(
      sentence: sentence, hint: hint,
      status: self == .notGiven ? .usage : self == .missing ? .unavailable : .badData)
  }
}
