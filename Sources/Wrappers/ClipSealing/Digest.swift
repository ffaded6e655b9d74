internal import CSodium

/// BLAKE2b with 32 bytes of output.
package enum Digest {
  package static let byteCount = 32

  /// The hash of the parts joined.
  package static func blake2b256(_ parts: [UInt8]...) -> [UInt8] {
    let parts = parts.filter { !$0.isEmpty }
    // A message of megabytes most often comes alone; it is not copied.
    let joined = parts.count == 1 ? parts[0] : parts.reduce(into: []) { $0 += $1 }
    return unsafe hash(joined, key: nil, keyLength: 0)
  }

  /// BLAKE2b's own keyed mode; the key has 16 to 64 bytes.
  package static func keyed(key: borrowing SecretBytes, message: [UInt8]) -> [UInt8] {
    let length = key.count
    return unsafe key.withPointer { key in unsafe hash(message, key: key, keyLength: length) }
  }

  /// As ``keyed(key:message:)``, into guarded memory.
  static func derive(key: borrowing SecretBytes, message: [UInt8]) -> SecretBytes {
    let length = key.count
    var derived = SecretBytes(count: byteCount)
    let status = unsafe key.withPointer { key in
      unsafe derived.withMutablePointer { output in
        unsafe crypto_generichash(output, byteCount, message, UInt64(message.count), key, length)
      }
    }
    precondition(status == 0, "BLAKE2b refused its lengths")
    return derived
  }

  private static func hash(
    _ message: [UInt8], key: UnsafePointer<UInt8>?, keyLength: Int
  ) -> [UInt8] {
    Sodium.start()
    var output = [UInt8](repeating: 0, count: byteCount)
    let status = unsafe crypto_generichash(
      &output, byteCount, message, UInt64(message.count), key, keyLength)
    precondition(status == 0, "BLAKE2b refused its lengths")
    return output
  }
}
