internal import ClipFormat
internal import ClipSealing
internal import HTTPTransfer
package import ObjectStorage

/// What a bucket is set to that a client can ask for, and whether it keeps to a rule of creating.
package struct BucketReview: Equatable, Sendable {
  /// What came of a question.
  package enum Answer<Value: Equatable & Sendable>: Equatable, Sendable {
    case told(Value)
    /// Not with these credentials.
    case notAllowed
    /// The server knows no such question, so it has no such thing.
    case unknown
  }

  /// What the server does where an object is created whose name is taken.
  package enum Creation: Equatable, Sendable {
    case refused
    /// It overlooks `If-None-Match`, or refuses to hear of it.
    case overwrites
    /// Not tried: what a trial makes could not be removed, or may not be made.
    case untried
    /// Tried, and an object of this name could not be removed.
    case left(String)
  }

  package let versioning: Answer<BucketVersioning>
  package let lock: Answer<BucketLock>
  package let replicates: Answer<Bool>
  package let lifecycle: Answer<BucketLifecycle>
  package let creation: Creation
}

/// Looks at the bucket of a store; nil where the store is a folder.
///
/// It leaves nothing behind: whether objects are written over is tried with one of its own, and
/// only where that can be removed.
package func reviewBucket(_ settings: StoreSettings) throws(StoreError) -> BucketReview? {
  guard let store = try openStore(settings) as? S3Store else { return nil }
  return try BucketQuestions(store).review()
}

private struct BucketQuestions {
  private let endpoint: S3Endpoint
  private let prefix: String

  init(_ store: S3Store) {
    endpoint = store.endpoint
    prefix = store.prefix
  }

  func review() throws(StoreError) -> BucketReview {
    let tags = endpoint.address.tags
    let lock = try ask("object-lock", absent: BucketLock.none) { BucketLock(document: $0) }
    return BucketReview(
      versioning: try ask("versioning", absent: .never) { BucketVersioning(document: $0) },
      lock: lock,
      replicates: try ask("replication", absent: false) { BucketReplication.isOn(document: $0) },
      lifecycle: try ask("lifecycle", absent: BucketLifecycle()) {
        BucketLifecycle(document: $0, prefix: prefix, tags: tags)
      },
      creation: try creation(lock))
  }

  private func ask<Value>(
    _ name: String, absent: Value, _ read: (XMLElement) -> Value
  ) throws(StoreError) -> BucketReview.Answer<Value> {
    let answer = try endpoint.answer(to: .init(method: .get, query: [(name, "")]))
    switch answer.status {
    case 200..<300:
      // Who does not know the question may take it for a listing.
      guard let root = try? XMLElement(document: answer.body), root.name != "ListBucketResult"
      else { return .unknown }
      return .told(read(root))
    case 401, 403: return .notAllowed
    case 404 where StorageFault(document: answer.body)?.code != "NoSuchBucket":
      return .told(absent)
    case 400, 405, 501: return .unknown
    default: throw endpoint.refusal(answer)
    }
  }

  /// Makes an object twice, where it can be removed again.
  private func creation(
    _ lock: BucketReview.Answer<BucketLock>
  ) throws(StoreError) -> BucketReview.Creation {
    if case .told(.each) = lock { return .untried }
    // No campaign and no ledger has such a name.
    let key = prefix + ".doctor-" + ClipIdentifier.random().text
    guard try remove(key) else { return .untried }
    let first = try put(key, [1])
    // It knows the condition, and wants no request that has it.
    if first.status == 501 { return .overwrites }
    guard (200..<300).contains(first.status) else { return .untried }
    let second = try put(key, [2])
    for version in [first, second].compactMap({ $0.headers["x-amz-version-id"] }) {
      _ = try remove(key, version: version)
    }
    guard try remove(key) else { return .left(key) }
    switch second.status {
    case 200..<300: return .overwrites
    case 409, 412: return .refused
    default: return .untried
    }
  }

  private func put(_ key: String, _ bytes: [UInt8]) throws(StoreError) -> HTTPAnswer {
    let digest = try SourceDigest(.bytes(bytes))
    var call = S3Endpoint.Call(method: .put, key: key, headers: [("if-none-match", "*")])
    call.body = digest.body
    call.bodyHash = digest.sha256Hexadecimal
    return try endpoint.answer(to: call)
  }

  /// Whether it is gone, and what marks it as gone as well.
  private func remove(_ key: String, version: String? = nil) throws(StoreError) -> Bool {
    let query = version.map { [(name: "versionId", value: $0)] } ?? []
    let answer = try endpoint.answer(to: .init(method: .delete, key: key, query: query))
    guard (200..<300).contains(answer.status) || answer.status == 404 else { return false }
    guard version == nil, answer.headers["x-amz-delete-marker"] == "true",
      let mark = answer.headers["x-amz-version-id"]
    else { return true }
    return try remove(key, version: mark)
  }
}
