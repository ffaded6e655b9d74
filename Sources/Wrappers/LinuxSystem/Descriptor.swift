internal import Glibc

/// Owns one file descriptor; it is closed with the value.
package struct Descriptor: ~Copyable, Sendable {
  package let rawValue: Int32

  /// Takes over `rawValue`: nobody else may close it.
  package init(owning rawValue: Int32) {
    self.rawValue = rawValue
  }

  deinit { _ = close(rawValue) }

  /// Gives the number away; the caller closes it.
  package consuming func release() -> Int32 {
    let rawValue = rawValue
    discard self
    return rawValue
  }

  /// Reads up to `limit` bytes; empty at the end of the file.
  package borrowing func read(limit: Int) throws(SystemError) -> [UInt8] {
    try readBytes(rawValue, limit)
  }

  /// Writes all bytes.
  package borrowing func write(_ bytes: [UInt8]) throws(SystemError) {
    try writeBytes(rawValue, bytes)
  }

  /// Waits until the file's bytes and size are on the disk.
  package borrowing func sync() throws(SystemError) {
    let descriptor = rawValue
    try checked("fdatasync") { fdatasync(descriptor) }
  }

  /// Cuts the file and puts the next write at its new end.
  package borrowing func truncate(to length: Int) throws(SystemError) {
    let descriptor = rawValue
    try checked("ftruncate") { ftruncate(descriptor, length) }
    try checked("lseek") { lseek(descriptor, 0, SEEK_END) }
  }

  /// Takes the file's exclusive lock; false where another process holds it.
  package borrowing func tryLock() throws(SystemError) -> Bool {
    let descriptor = rawValue
    do {
      try checked("flock") { flock(descriptor, LOCK_EX | LOCK_NB) }
      return true
    } catch {
      guard error.code == EWOULDBLOCK else { throw error }
      return false
    }
  }

  /// Takes the file's exclusive lock, waited for.
  package borrowing func lock() throws(SystemError) {
    let descriptor = rawValue
    try checked("flock") { flock(descriptor, LOCK_EX) }
  }

  /// Has a write fail with EAGAIN where it would have to wait.
  package borrowing func waitNever() throws(SystemError) {
    let descriptor = rawValue
    let flags = try checked("fcntl") { fcntl(descriptor, F_GETFL) }
    try checked("fcntl") { fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) }
  }

  /// A second descriptor of the same open file, closed on exec.
  package borrowing func duplicate() throws(SystemError) -> Descriptor {
    let descriptor = rawValue
    return Descriptor(owning: try checked("fcntl") { fcntl(descriptor, F_DUPFD_CLOEXEC, 3) })
  }
}

/// The three descriptors that every process has, used but never closed.
package enum StandardStream: Int32, Sendable {
  case input = 0
  case output = 1
  case error = 2

  package func read(limit: Int) throws(SystemError) -> [UInt8] {
    try readBytes(rawValue, limit)
  }

  package func write(_ bytes: [UInt8]) throws(SystemError) {
    try writeBytes(rawValue, bytes)
  }

  package func write(_ text: String) throws(SystemError) {
    try writeBytes(rawValue, Array(text.utf8))
  }

  package var isTerminal: Bool { isatty(rawValue) == 1 }
}

func readBytes(_ descriptor: Int32, _ limit: Int) throws(SystemError) -> [UInt8] {
  var failure: SystemError?
  let bytes = unsafe [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
    do throws(SystemError) {
      count = try checked("read") { unsafe Glibc.read(descriptor, buffer.baseAddress, limit) }
    } catch {
      failure = error
      count = 0
    }
  }
  if let failure { throw failure }
  return bytes
}

func writeBytes(_ descriptor: Int32, _ bytes: [UInt8]) throws(SystemError) {
  var offset = 0
  while offset < bytes.count {
    offset += try checked("write") {
      unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
        return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
      }
    }
  }
}
