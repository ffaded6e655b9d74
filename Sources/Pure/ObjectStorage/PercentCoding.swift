/// Percent-encoding as AWS Signature Version 4 wants it: what is signed is what is sent.
package enum PercentCoding {
  /// All but letters, digits, `-._~` and `keeping` becomes `%XX` of its UTF-8.
  package static func encode(_ text: String, keeping: String = "") -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      let isPlain = BucketAddress.isName(String(UnicodeScalar(byte)), "-._~")
      if isPlain || keeping.utf8.contains(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The query of a request: encoded, sorted by name, and `name=` where there is no value.
  package static func query(_ parameters: [(name: String, value: String)]) -> String {
    parameters.map { (encode($0.name), encode($0.value)) }
      .sorted { $0 < $1 }.map { $0 + "=" + $1 }.joined(separator: "&")
  }
}
