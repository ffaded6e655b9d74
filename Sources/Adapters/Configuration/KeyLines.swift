/// The lines on which the keys of a TOML document stand.
///
/// The parser tells lines of syntax errors only. This walk tells keys from what is inside texts and
/// comments. A key's path is dotted; members of arrays carry their index from 0, as in
/// `window[1].url`. It comes before the parser and refuses what has not the shape of TOML 1.0,
/// because toml++ asserts parts of that shape, and would stop the program.
struct KeyLines {
  /// Deeper nesting is no configuration.
  private static let deepest = 64

  private var lines: [String: Int] = [:]
  private var scanner: KeyScanner
  private var arrayLengths: [String: Int] = [:]

  init(_ document: String) throws(TOMLSyntaxError) {
    scanner = KeyScanner(Array(document.utf8))
    try readDocument()
  }

  /// The key's line, else that of the nearest table that holds it, else nil.
  func line(of path: String) -> Int? {
    var path = path[...]
    while true {
      if let line = lines[String(path)] { return line }
      guard let cut = path.lastIndex(where: { $0 == "." || $0 == "[" }) else { return nil }
      path = path[..<cut]
    }
  }

  private mutating func readDocument() throws(TOMLSyntaxError) {
    var table = ""
    while scanner.skipToContent() {
      if scanner.take("[") {
        table = try readHeader()
      } else {
        try readAssignment(in: table, depth: 0)
      }
      try scanner.endLine()
    }
  }

  /// The path of the table that begins here.
  private mutating func readHeader() throws(TOMLSyntaxError) -> String {
    let line = scanner.line
    let isArray = scanner.take("[")
    var path = ""
    let parts = try scanner.readKey()
    for (index, part) in parts.enumerated() {
      path += path.isEmpty ? part : "." + part
      note(path, line)
      // [window.region] below [[window]] belongs to the newest of them.
      if index < parts.count - 1, let length = arrayLengths[path] { path += "[\(length - 1)]" }
    }
    try scanner.expect("]")
    guard isArray else { return path }
    try scanner.expect("]")
    let index = arrayLengths[path, default: 0]
    arrayLengths[path] = index + 1
    note("\(path)[\(index)]", line)
    return "\(path)[\(index)]"
  }

  private mutating func readAssignment(
    in table: String, depth: Int
  ) throws(TOMLSyntaxError) {
    let line = scanner.line
    var path = table
    for part in try scanner.readKey() {
      path += path.isEmpty ? part : "." + part
      note(path, line)
    }
    try scanner.expect("=")
    try readValue(at: path, depth: depth)
  }

  private mutating func readValue(at path: String, depth: Int) throws(TOMLSyntaxError) {
    guard depth < Self.deepest else { throw scanner.error }
    scanner.skipBlanks()
    if scanner.take("[") {
      try readArray(at: path, depth: depth + 1)
    } else if scanner.take("{") {
      try readInlineTable(at: path, depth: depth + 1)
    } else {
      try scanner.skipScalar()
    }
  }

  private mutating func readArray(at path: String, depth: Int) throws(TOMLSyntaxError) {
    var index = 0
    _ = scanner.skipToContent()
    while !scanner.take("]") {
      note("\(path)[\(index)]", scanner.line)
      try readValue(at: "\(path)[\(index)]", depth: depth)
      index += 1
      _ = scanner.skipToContent()
      if scanner.take("]") { return }
      try scanner.expect(",")
      _ = scanner.skipToContent()
    }
  }

  private mutating func readInlineTable(at path: String, depth: Int) throws(TOMLSyntaxError) {
    scanner.skipBlanks()
    if scanner.take("}") { return }
    while true {
      try readAssignment(in: path, depth: depth)
      scanner.skipBlanks()
      if scanner.take("}") { return }
      try scanner.expect(",")
      scanner.skipBlanks()
    }
  }

  private mutating func note(_ path: String, _ line: Int) {
    if lines[path] == nil { lines[path] = line }
  }
}
