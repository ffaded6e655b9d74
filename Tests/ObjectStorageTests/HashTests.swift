import ByteCoding
import ClipSealing
import ObjectStorage
import TestSupport
import Testing

@Suite("Hashes that S3 knows") struct HashTests {
  @Test(
    "are those of RFC 1321",
    arguments: [
      ("", "d41d8cd98f00b204e9800998ecf8427e"), ("abc", "900150983cd24fb0d6963f7d28e17f72"),
      ("abcdefghijklmnopqrstuvwxyz", "c3fcd3d76192e4007dfb496cca67e13b"),
      (
        "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
        "57edf4a22be3c955ac49da2e2107b67a"
      ),
    ])
  func md5(text: String, wanted: String) {
    var hash = MD5()
    hash.update(Array(text.utf8))
    #expect(Hexadecimal.encode(hash.finish()) == wanted)
  }

  @Test("do not depend on how the bytes come in pieces") func pieces() {
    var generator = SeededGenerator(seed: 3)
    for length in [0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000] {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      var whole = MD5()
      whole.update(bytes)
      var parts = MD5()
      var rest = bytes[...]
      while !rest.isEmpty {
        let part = rest.prefix(Int.random(in: 1...70, using: &generator))
        parts.update(Array(part))
        rest = rest.dropFirst(part.count)
      }
      #expect(whole.finish() == parts.finish())
    }
  }

  @Test("are written in base 64") func base64() {
    let wanted = ["": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg=="]
    for (text, code) in wanted { #expect(Base64.encode(Array(text.utf8)) == code) }
    #expect(
      Base64.encode(SHA256.hash([])) == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
  }
}
