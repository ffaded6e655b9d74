internal import CCurl
internal import Glibc

/// What one transfer sends and what it has received; curl's callbacks work on it.
final class Exchange {
  /// All headers of one answer together.
  private static let longestHeaders = 1 << 16

  private let body: HTTPRequest.Body
  private let limit: Int
  private let file: Int32
  private var offset = 0
  private(set) var received: [UInt8] = []
  private(set) var headers: [String: String] = [:]
  private var headerBytes = 0
  /// More was answered than was wanted.
  private(set) var isOver = false
  /// The file ended early.
  private(set) var hasBodyFailed = false

  /// Nil where the body's file cannot be read.
  init?(_ request: HTTPRequest) {
    body = request.body
    limit = request.limit
    guard case .file(let path, _) = request.body else {
      file = -1
      return
    }
    file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return nil }
  }

  deinit { if file >= 0 { _ = close(file) } }

  func give(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, body.count - offset)
    guard count > 0 else { return 0 }
    switch body {
    case .none: return 0
    case .bytes(let bytes):
      unsafe bytes.withUnsafeBytes { all in
        unsafe buffer.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: all[offset..<offset + count]))
      }
      offset += count
      return count
    case .file:
      let taken = unsafe pread(file, buffer.baseAddress, count, off_t(offset))
      guard taken > 0 else {
        hasBodyFailed = true
        return callreel_curl_abort
      }
      offset += taken
      return taken
    }
  }

  /// A connection that was kept turned out to be dead: the body is sent again.
  func rewind(to place: Int) -> Bool {
    guard (0...body.count).contains(place) else { return false }
    offset = place
    return true
  }

  func take(_ bytes: UnsafeRawBufferPointer) -> Int {
    let room = limit - received.count
    unsafe received += bytes.prefix(room)
    guard bytes.count <= room else {
      isOver = true
      return 0
    }
    return bytes.count
  }

  func takeHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
    headerBytes += bytes.count
    guard headerBytes <= Self.longestHeaders else { return 0 }
    let line = unsafe String(decoding: bytes, as: UTF8.self)
    // An interim answer, or that of a proxy, comes before the one that counts.
    if line.hasPrefix("HTTP/") { headers = [:] }
    if let colon = line.firstIndex(of: ":") {
      let value = line[line.index(after: colon)...]
      headers[line[..<colon].lowercased()] = String(
        value.drop { $0 == " " || $0 == "\t" }.prefix { !$0.isNewline })
    }
    return bytes.count
  }
}
