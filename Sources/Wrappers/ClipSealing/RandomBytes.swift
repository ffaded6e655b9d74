internal import CSodium
package import ClipFormat

/// The system's randomness by way of libsodium.
package enum RandomBytes {
  package static func make(_ count: Int) -> [UInt8] {
    Sodium.start()
    var bytes = [UInt8](repeating: 0, count: count)
    unsafe randombytes_buf(&bytes, count)
    return bytes
  }
}

extension ClipIdentifier {
  package static func random() -> ClipIdentifier {
    guard let identifier = ClipIdentifier(bytes: RandomBytes.make(byteCount)) else {
      preconditionFailure("an identifier has 16 bytes")
    }
    return identifier
  }
}
