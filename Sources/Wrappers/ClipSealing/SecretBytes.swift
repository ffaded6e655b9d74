internal import CSodium

/// Bytes in guarded, locked memory that no core dump holds; wiped when they go.
///
/// Made by sodium_malloc; see libsodium, "Secure memory".
@safe package struct SecretBytes: ~Copyable, @unchecked Sendable {
  private let start: UnsafeMutablePointer<UInt8>
  package let count: Int

  /// Zeros; traps where no memory is to be had.
  init(count: Int) {
    Sodium.start()
    guard let start = unsafe sodium_malloc(count) else {
      preconditionFailure("no memory for a key")
    }
    unsafe self.start = start.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    self.count = count
  }

  /// The array's own copy is the caller's to forget.
  package init(copying bytes: [UInt8]) {
    self.init(count: bytes.count)
    unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let from = bytes.baseAddress else { return }
      unsafe start.update(from: from, count: bytes.count)
    }
  }

  deinit {
    unsafe sodium_free(start)
  }

  package static func random(count: Int) -> SecretBytes {
    let secret = SecretBytes(count: count)
    unsafe randombytes_buf(secret.start, count)
    return secret
  }

  /// A copy outside the guarded memory: for what is written to a private file at once.
  package var revealed: [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: start, count: count))
  }

  /// Takes as long wherever the two differ.
  package borrowing func isEqual(to other: borrowing SecretBytes) -> Bool {
    guard count == other.count else { return false }
    return unsafe sodium_memcmp(start, other.start, count) == 0
  }

  /// How many characters of UTF-8 begin here, as far as they are composed.
  package var characterCount: Int {
    unsafe UnsafeBufferPointer(start: start, count: count).count { $0 & 0xC0 != 0x80 }
  }

  borrowing func withPointer<Result, Failure: Error>(
    _ body: (UnsafePointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(UnsafePointer(start))
  }

  mutating func withMutablePointer<Result, Failure: Error>(
    _ body: (UnsafeMutablePointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(start)
  }

  /// Copies `source` into these bytes from `offset` on; traps where it does not fit.
  mutating func fill(_ source: borrowing SecretBytes, at offset: Int) {
    let length = source.count
    precondition(offset >= 0 && offset + length <= count, "a secret does not fit")
    unsafe source.withPointer { from in
      unsafe withMutablePointer { to in unsafe (to + offset).update(from: from, count: length) }
    }
  }

  /// These bytes from `range` in guarded memory of their own.
  borrowing func slice(_ range: Range<Int>) -> SecretBytes {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a secret is too short")
    var part = SecretBytes(count: range.count)
    unsafe withPointer { from in
      unsafe part.withMutablePointer { to in
        unsafe to.update(from: from + range.lowerBound, count: range.count)
      }
    }
    return part
  }
}
