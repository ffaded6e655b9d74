import LinuxSystem

/// Why a block could not be read.
enum BlockError: Error {
  /// The input ends within a block, or before the empty block.
  case truncated
  case tooLong
}

/// Takes length-prefixed blocks from standard input.
struct BlockReader {
  private static let partLimit = 1 << 20

  /// The next block, or nil where it is empty.
  func next(limit: Int) throws -> [UInt8]? {
    let length = try exactly(4).reduce(0) { $0 << 8 | Int($1) }
    guard length <= limit else { throw BlockError.tooLong }
    return length == 0 ? nil : try exactly(length)
  }

  private func exactly(_ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let limit = min(Self.partLimit, count - bytes.count)
      let part = try StandardStream.input.read(limit: limit)
      guard !part.isEmpty else { throw BlockError.truncated }
      bytes += part
    }
    return bytes
  }
}
