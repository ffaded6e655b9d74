internal import ByteCoding
package import CallPolicy
package import ClipSealing

/// Numbers that are never recorded, known by their keyed hashes only (F11).
package final class NeverList: Sendable {
  private let key: SecretBytes
  private let hashes: Set<[UInt8]>

  init(key: consuming SecretBytes, hashes: Set<[UInt8]>) {
    self.key = key
    self.hashes = hashes
  }

  package var count: Int { hashes.count }

  package func contains(_ number: PhoneNumber) -> Bool {
    hashes.contains(Self.hash(number, key: key))
  }

  /// The line that stands in the list for a number: BLAKE2b-256 of its E.164 text, keyed.
  ///
  /// 64 lower-case hexadecimal digits.
  package static func entry(for number: PhoneNumber, key: borrowing SecretBytes) -> String {
    Hexadecimal.encode(hash(number, key: key))
  }

  private static func hash(_ number: PhoneNumber, key: borrowing SecretBytes) -> [UInt8] {
    Digest.keyed(key: key, message: Array(number.e164.utf8))
  }
}
