/// Lays plain text out in lines.
enum TextLayout {
  /// Breaks at spaces; a word that is longer than a line stands alone on its own.
  ///
  /// Line ends in the text stay. Counts characters as a terminal's columns.
  static func wrap(
    _ text: String, columns: Int, first: String = "", rest: String = ""
  ) -> [String] {
    var lines: [String] = []
    var prefix = first
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
        if !line.isEmpty, prefix.count + line.count + 1 + word.count > columns {
          lines.append(prefix + line)
          prefix = rest
          line = ""
        }
        line += line.isEmpty ? String(word) : " " + word
      }
      lines.append(line.isEmpty ? "" : prefix + line)
      prefix = rest
    }
    return lines
  }

  /// The text with one full stop at its end, whatever its author wrote.
  static func stopped(_ text: String) -> String {
    var text = text[...]
    while let last = text.last, last == "." || last.isWhitespace { text = text.dropLast() }
    return text + "."
  }

  /// A share as people write it: `10 %`, `12.5 %`.
  static func percent(_ share: Double, decimalMark: String = ".") -> String {
    let tenths = Int((share * 1000).rounded())
    let fraction = tenths % 10 == 0 ? "" : decimalMark + String(tenths % 10)
    return "\(tenths / 10)\(fraction) %"
  }
}
