internal import ByteCoding
internal import ClipSealing

extension Digest {
  /// The 32 bytes that a text of lower-case digits stands for; nil for any other text.
  ///
  /// One hash has one text, so that no byte of a line can change unseen.
  static func exactly(_ text: Substring) -> [UInt8]? {
    guard let bytes = Hexadecimal.decode(text), bytes.count == byteCount,
      Hexadecimal.encode(bytes) == text
    else { return nil }
    return bytes
  }
}
