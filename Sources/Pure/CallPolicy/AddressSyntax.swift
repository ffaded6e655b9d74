/// Whether a text names a place to read or write to: a web or e-mail address, or a host.
enum AddressSyntax {
  /// True if a word of the text is an address, as `example.org/privacy` or `dpo@example.org` is.
  static func isContained(in text: String) -> Bool {
    text.split(whereSeparator: \.isWhitespace).contains { isAddress($0) }
  }

  private static func isAddress(_ word: Substring) -> Bool {
    var word = word
    while let last = word.last, ".,;:!?)\"'»”".contains(last) { word = word.dropLast() }
    while let first = word.first, "(\"'«“".contains(first) { word = word.dropFirst() }
    for scheme in ["https://", "http://", "mailto:"] where word.hasPrefix(scheme) {
      word = word.dropFirst(scheme.count)
    }
    let afterUser = word.lastIndex(of: "@").map { word[word.index(after: $0)...] } ?? word
    let host = afterUser.prefix { $0 != "/" && $0 != ":" && $0 != "?" && $0 != "#" }
    return isHost(host)
  }

  /// Two labels or more, the last of at least two lower-case letters.
  ///
  /// The case keeps a forgotten space, as in `training.See`, from looking like a host.
  private static func isHost(_ text: Substring) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, let last = labels.last, last.utf8.count >= 2 else { return false }
    return last.utf8.allSatisfy { (97...122).contains($0) }
      && labels.allSatisfy { label in
        !label.isEmpty
          && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
      }
  }

  /// Whether a `host:port` is on this machine.
  static func isLoopback(_ socket: String) -> Bool {
    let host = socket[..<(socket.lastIndex(of: ":") ?? socket.endIndex)]
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    let isNumeric = parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    return host == "localhost" || host == "[::1]" || (isNumeric && parts[0] == "127")
  }

  /// `host:port` with a port of 1 to 65535.
  static func isSocket(_ text: String) -> Bool {
    guard let colon = text.lastIndex(of: ":"), colon != text.startIndex,
      let port = Int(text[text.index(after: colon)...])
    else { return false }
    return (1...65_535).contains(port) && !text.contains(where: \.isWhitespace)
  }
}
