/// CRC-32 as in ISO-HDLC (zlib, PNG): polynomial 0x04C11DB7 reflected.
///
/// Finds typing mistakes; it protects nothing against intent.
package enum Checksum {
  package static func crc32(_ bytes: some Sequence<UInt8>) -> UInt32 {
    var register: UInt32 = 0xFFFF_FFFF
    for byte in bytes {
      register ^= UInt32(byte)
      for _ in 0..<8 {
        register = register & 1 == 1 ? register >> 1 ^ 0xEDB8_8320 : register >> 1
      }
    }
    return ~register
  }
}
