internal import ByteCoding
internal import ClipSealing
internal import HTTPTransfer
internal import LinuxSystem
internal import ObjectStorage

/// The hashes of an object that is to be kept, made without holding all of it.
struct SourceDigest: Sendable {
  private static let pieceBytes = 1 << 16

  let body: HTTPRequest.Body
  let sha256: [UInt8]
  /// Nobody has read the object here: its hash was known before.
  let isNoted: Bool
  private let source: ObjectSource

  /// A note of another length than the file has is none.
  init(_ source: ObjectSource) throws(StoreError) {
    self.source = source
    if case .file(let path, let noted?) = source, try Self.size(path) == noted.byteCount {
      body = .file(path: path, count: noted.byteCount)
      sha256 = noted.sha256
      isNoted = true
      return
    }
    var hash = SHA256()
    let count = try Self.read(source) { hash.update($0) }
    sha256 = hash.finish()
    isNoted = false
    body =
      switch source {
      case .bytes(let bytes): .bytes(bytes)
      case .file(let path, _): .file(path: path, count: count)
      }
  }

  var sha256Hexadecimal: String { Hexadecimal.encode(sha256) }
  var sha256Base64: String { Base64.encode(sha256) }

  /// Whether what the server says that it keeps is this object.
  ///
  /// Its own SHA-256 counts first; else an entity tag that can be an MD5; nothing else does.
  func isAcknowledged(by headers: [String: String]) throws(StoreError) -> Bool {
    if let checksum = headers["x-amz-checksum-sha256"] { return checksum == sha256Base64 }
    guard let tag = headers["etag"]?.filter({ $0 != "\"" }), let given = Hexadecimal.decode(tag),
      given.count == 16
    else { return false }
    var md5 = MD5()
    var hash = SHA256()
    _ = try Self.read(source) {
      md5.update($0)
      // Such a tag is of what was sent, which nobody has compared with the note.
      if isNoted { hash.update($0) }
    }
    let read = hash.finish()
    return md5.finish() == given && (!isNoted || read == sha256)
  }

  /// Whether the object is not, or no longer, what was noted of it.
  func hasChanged() throws(StoreError) -> Bool {
    guard isNoted else { return false }
    var hash = SHA256()
    _ = try Self.read(source) { hash.update($0) }
    return hash.finish() != sha256
  }

  private static func size(_ path: String) throws(StoreError) -> Int {
    do throws(SystemError) {
      return try Files.status(path: path).size
    } catch {
      throw .source(code: error.code)
    }
  }

  /// Gives all pieces to `take`; how many bytes they are.
  private static func read(
    _ source: ObjectSource, _ take: ([UInt8]) -> Void
  ) throws(StoreError) -> Int {
    switch source {
    case .bytes(let bytes):
      take(bytes)
      return bytes.count
    case .file(let path, _):
      do throws(SystemError) {
        let file = try Files.openForReading(path: path)
        var count = 0
        while true {
          let piece = try file.read(limit: pieceBytes)
          guard !piece.isEmpty else { return count }
          take(piece)
          count += piece.count
        }
      } catch {
        throw .source(code: error.code)
      }
    }
  }
}
