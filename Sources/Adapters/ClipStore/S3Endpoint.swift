internal import ByteCoding
internal import ClipSealing
internal import HTTPTransfer
internal import LinuxSystem
internal import ObjectStorage

/// One S3 server: signs requests for it, and reads what it refuses.
struct S3Endpoint: Sendable {
  /// Of a page of 1,000 names of 1,024 bytes, as XML.
  private static let longestDocument = 8 << 20

  /// One request to the bucket.
  struct Call {
    var method: HTTPRequest.Method
    /// Empty: the bucket itself.
    var key = ""
    var query: [(name: String, value: String)] = []
    var headers: [(name: String, value: String)] = []
    var body = HTTPRequest.Body.none
    /// SHA-256 of the body, in hexadecimal.
    var bodyHash = SignedRequest.emptyPayloadHash
    /// Of an object that is read; longer ones are cut there.
    var limit: Int?
  }

  let address: BucketAddress
  private let credentials: S3Credentials
  private let transfer: HTTPTransfer
  /// How far the server's clock is ahead, once it has complained of ours.
  private let skew = SharedSeconds()
  /// Whether the server has refused `If-None-Match` as such, as OpenStack's does.
  let refusesConditions = SharedFlag()

  init(_ address: BucketAddress, _ settings: StoreSettings) throws(StoreError) {
    guard let file = settings.credentials else { throw .credentials(.notGiven) }
    do throws(CredentialsFault) {
      credentials = try S3Credentials(file: file)
    } catch {
      throw .credentials(error)
    }
    self.address = address
    var http = HTTPSettings()
    http.certificateAuthority = settings.certificateAuthority
    http.clientCertificate = credentials.clientCertificate
    http.clientKey = credentials.clientKey
    http.proxy = settings.proxy
    http.bytesPerSecond = settings.kilobytesPerSecond.map { $0 * 1000 }
    do throws(HTTPFailure) {
      transfer = try HTTPTransfer(http)
    } catch {
      throw StoreError(error)
    }
  }

  /// The answer, whatever its status; sent twice where the clocks differ too much.
  func answer(to call: Call) throws(StoreError) -> HTTPAnswer {
    let first = try send(call)
    guard first.status == 403, StorageFault(document: first.body)?.code == "RequestTimeTooSkewed",
      let date = first.headers["date"].flatMap({ HTTPDate.unixSeconds($0) })
    else { return first }
    skew.value = date - Clock.unixSeconds
    return try send(call)
  }

  /// The answer where its status is of success, else what the server objects to.
  func success(of call: Call) throws(StoreError) -> HTTPAnswer {
    let answer = try answer(to: call)
    if (200..<300).contains(answer.status) { return answer }
    throw refusal(answer)
  }

  func refusal(_ answer: HTTPAnswer) -> StoreError {
    let code = StorageFault(document: answer.body)?.code
    let seconds = answer.headers["retry-after"].flatMap {
      HTTPDate.retrySeconds($0, now: Clock.unixSeconds)
    }
    switch (answer.status, code) {
    case (404, "NoSuchBucket"): return .noBucket
    case (404, _): return .missing
    case (_, "QuotaExceeded"), (_, "XMinioStorageFull"), (507, _): return .full
    case (400, "BadDigest"), (400, "XAmzContentSHA256Mismatch"): return .altered
    case (300..<400, _): return .redirected
    case (401, _), (403, _): return .notAllowed
    case (408, _), (409, _), (425, _), (429, _), (500..<600, _): return .busy(seconds: seconds)
    default: return .refused(status: answer.status)
    }
  }

  private func send(_ call: Call) throws(StoreError) -> HTTPAnswer {
    let path = address.path(key: call.key)
    let query = PercentCoding.query(call.query)
    let now = Clock.unixSeconds + skew.value
    var headers = call.headers
    if let token = credentials.sessionToken { headers.append(("x-amz-security-token", token)) }
    let signed = SignedRequest(
      method: call.method.rawValue, path: path, query: query,
      headers: headers + [("host", address.host)], payloadHash: call.bodyHash,
      date: HTTPDate.signatureDate(unixSeconds: now), region: address.region)
    headers += [
      ("x-amz-content-sha256", signed.payloadHash), ("x-amz-date", signed.date),
      ("Authorization", authorization(signed)),
    ]
    let request = HTTPRequest(
      call.method,
      url: address.scheme + "://" + address.host + path + (query.isEmpty ? "" : "?" + query),
      headers: headers, body: call.body, limit: call.limit ?? Self.longestDocument,
      excess: call.limit == nil ? .refuse : .cut)
    do throws(HTTPFailure) {
      return try transfer.send(request)
    } catch {
      throw StoreError(error)
    }
  }

  private func authorization(_ request: SignedRequest) -> String {
    let key = request.keySteps.reduce(Array(("AWS4" + credentials.secretKey).utf8)) { key, step in
      SHA256.authenticate(Array(step.utf8), key: key)
    }
    let text = request.text(canonicalHash: SHA256.hash(Array(request.canonical.utf8)))
    return request.authorization(
      accessKey: credentials.accessKey,
      signature: SHA256.authenticate(Array(text.utf8), key: key))
  }
}

extension StoreError {
  init(_ failure: HTTPFailure) {
    self =
      switch failure {
      case .unreachable: .unreachable
      case .untrusted: .untrusted
      case .expired: .expiredCertificate
      case .certificateFile: .certificateFile
      case .malformed: .malformed
      case .body: .source(code: 0)
      }
  }
}
