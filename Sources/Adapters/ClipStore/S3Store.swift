internal import ClipFormat
internal import HTTPTransfer
internal import LinuxSystem
internal import ObjectStorage
internal import Timeline

/// A store in a bucket of any S3 server.
///
/// An object is created with `If-None-Match: *` and acknowledged by the checksum that the server
/// returns for it, or by the MD5 that is its entity tag where the server returns none.
struct S3Store: ClipStore {
  let endpoint: S3Endpoint
  let prefix: String

  init(
    _ address: BucketAddress, _ settings: StoreSettings
  ) throws(StoreError) {
    endpoint = try S3Endpoint(address, settings)
    prefix = address.prefix
  }

  func put(
    _ name: ObjectName, of clip: ClipLocation, _ source: ObjectSource
  ) throws(StoreError) {
    do throws(StoreError) {
      try put(key(name, of: clip), source)
    } catch .unknownThere {
      // Who may only create is told nothing, and a clip's names are nobody else's to guess.
      return
    }
  }

  /// Creates one object; another of its name is `taken`, or not to be seen from here.
  func put(_ key: String, _ source: ObjectSource) throws(StoreError) {
    let digest = try SourceDigest(source)
    do throws(StoreError) {
      try put(key, digest)
    } catch {
      // Whatever is refused for its bytes may be refused for a note that is none of theirs.
      guard error.mayBeOfTheBytes, try digest.hasChanged() else { throw error }
      throw .changed
    }
  }

  private func put(_ key: String, _ digest: SourceDigest) throws(StoreError) {
    var call = S3Endpoint.Call(method: .put, key: key)
    call.body = digest.body
    call.bodyHash = digest.sha256Hexadecimal
    call.headers = [
      ("content-type", "application/octet-stream"), ("if-none-match", "*"),
      ("x-amz-checksum-sha256", digest.sha256Base64), ("x-amz-sdk-checksum-algorithm", "SHA256"),
    ]
    let tags = endpoint.address.tags
    if !tags.isEmpty { call.headers.append(("x-amz-tagging", tags.joined(separator: "&"))) }
    if !endpoint.refusesConditions.isSet {
      let answer = try endpoint.answer(to: call)
      guard answer.status == 501 else { return try take(answer, digest, call.key) }
      endpoint.refusesConditions.set()
    }
    // A server that would not even overlook the condition is asked first.
    do throws(StoreError) {
      return try compare(digest, with: call.key)
    } catch .missing {
      // It is not there yet.
    } catch .unknownThere {
      // Who may not look may still create.
    }
    call.headers.removeAll { $0.name == "if-none-match" }
    try take(try endpoint.answer(to: call), digest, call.key)
  }

  private func take(
    _ answer: HTTPAnswer, _ digest: SourceDigest, _ key: String
  ) throws(StoreError) {
    switch answer.status {
    case 200..<300:
      guard try digest.isAcknowledged(by: answer.headers) else { throw .altered }
    case 412:
      do throws(StoreError) {
        try compare(digest, with: key)
      } catch .missing {
        // Erased in between.
        throw .busy(seconds: nil)
      }
    default: throw endpoint.refusal(answer)
    }
  }

  /// An object is there already: the same, as far as this side may know.
  private func compare(_ digest: SourceDigest, with key: String) throws(StoreError) {
    let headers = [("x-amz-checksum-mode", "ENABLED")]
    let answer = try endpoint.answer(to: .init(method: .head, key: key, headers: headers))
    switch answer.status {
    case 200..<300:
      guard try digest.isAcknowledged(by: answer.headers) else { throw .taken }
    case 401, 403: throw .unknownThere
    case 404: throw .missing
    default: throw endpoint.refusal(answer)
    }
  }

  func get(
    _ name: ObjectName, of clip: ClipLocation, atMost limit: Int
  ) throws(StoreError) -> [UInt8] {
    var call = S3Endpoint.Call(method: .get, key: key(name, of: clip))
    call.limit = limit
    return try endpoint.success(of: call).body
  }

  func names(of clip: ClipLocation) throws(StoreError) -> [StoredName] {
    let (keys, folders) = try list(below: clip.path + "/")
    // A folder may be marked by an object of its own name.
    let files = keys.filter { !$0.isEmpty }.map { StoredName($0) }
    let all = files + folders.map { StoredName($0, isFile: false) }
    return all.filter { !$0.text.hasPrefix(".") }
      .sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
  }

  func clips(unread: (String, StoreError) -> Void) throws(StoreError) -> [ClipLocation] {
    func below(_ path: String) -> [String] {
      do throws(StoreError) {
        return try list(below: path + "/").folders.map { path + "/" + $0 }
      } catch {
        unread(path, error)
        return []
      }
    }
    return try list(below: "").folders.filter(LedgerFolder.isNone).flatMap(below)
      .flatMap(below).compactMap { ClipLocation(path: $0) }
  }

  func days() throws(StoreError) -> [StoredDay] {
    var days: [StoredDay] = []
    for campaign in try list(below: "").folders where ClipLocation.isCampaign(campaign) {
      days += try list(below: campaign + "/").folders.compactMap { name in
        CalendarDay(name).map { StoredDay(campaign: campaign, day: $0) }
      }
    }
    return days.sorted()
  }

  func clips(on day: StoredDay, atMost limit: Int) throws(StoreError) -> [ClipLocation] {
    let path = day.path + "/"
    return try list(below: path, atMost: limit).folders.compactMap {
      ClipLocation(path: path + $0)
    }
  }

  func remove(_ name: ObjectName, of clip: ClipLocation) throws(StoreError) {
    try remove(key(name, of: clip))
  }

  func removeAll(of clip: ClipLocation, but kept: Set<ObjectName>) throws(StoreError) {
    let path = clip.path + "/"
    for name in try list(below: path, delimiter: "").keys {
      guard ObjectName(name).map({ !kept.contains($0) }) ?? true else { continue }
      try remove(prefix + path + name)
    }
  }

  func remove(_ key: String) throws(StoreError) {
    do throws(StoreError) {
      _ = try endpoint.success(of: .init(method: .delete, key: key))
    } catch .missing {
      return
    }
  }

  /// What lies directly below a path: names of objects and of folders, without the path.
  ///
  /// Without a delimiter, all that lies below it.
  func list(
    below path: String, delimiter: String = "/", atMost limit: Int = .max
  ) throws(StoreError) -> (keys: [String], folders: [String]) {
    var all: (keys: [String], folders: [String]) = ([], [])
    try visitPages(below: path, delimiter: delimiter, atMost: limit) { keys, folders in
      all.keys += keys
      all.folders += folders
      return all.keys.count + all.folders.count < limit
    }
    return all
  }

  /// As ``list(below:delimiter:atMost:)``, page by page while `visit` wants more.
  func visitPages(
    below path: String, delimiter: String, atMost limit: Int = .max,
    _ visit: (_ keys: [String], _ folders: [String]) throws(StoreError) -> Bool
  ) throws(StoreError) {
    let whole = prefix + path
    var token: String?
    repeat {
      var query = [("list-type", "2"), ("prefix", whole)]
      if !delimiter.isEmpty { query.append(("delimiter", delimiter)) }
      if limit < 1000 { query.append(("max-keys", String(limit))) }
      if let token { query.append(("continuation-token", token)) }
      let answer = try endpoint.success(of: .init(method: .get, query: query))
      guard let page = try? ObjectListing(document: answer.body, prefix: whole) else {
        throw .malformed
      }
      // A page that brings nothing and goes on would be asked for ever.
      guard page.continuation == nil || page.continuation != token,
        page.continuation == nil || !(page.keys.isEmpty && page.folders.isEmpty)
      else { throw .malformed }
      token = page.continuation
      let wantsMore = try visit(
        page.keys.map { String($0.dropFirst(whole.count)) },
        page.folders.map { String($0.dropFirst(whole.count).dropLast()) })
      guard wantsMore else { return }
    } while token != nil
  }

  private func key(_ name: ObjectName, of clip: ClipLocation) -> String {
    prefix + clip.path + "/" + name.text
  }
}

extension StoreError {
  /// Whether other bytes under the same name might have been taken.
  fileprivate var mayBeOfTheBytes: Bool {
    switch self {
    case .altered, .taken, .notAllowed, .refused: true
    default: false
    }
  }
}
