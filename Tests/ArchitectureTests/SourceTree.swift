import LinuxSystem

/// One Swift file of the package.
struct SourceFile: CustomStringConvertible {
  /// Below the package's root.
  let path: String
  let lines: [Substring]

  var description: String { path }

  /// `Sources/LAYER/TARGET/…`.
  var layer: String { part(1) }
  var target: String { part(2) }

  /// The modules that it imports, with their lines.
  var imports: [(module: String, line: Int)] {
    lines.enumerated().compactMap { index, line in
      var words = line.split(separator: " ")
      if let first = words.first, ["package", "internal", "public", "private"].contains(first) {
        words.removeFirst()
      }
      guard words.count >= 2, words[0] == "import" else { return nil }
      return (String(words[1]), index + 1)
    }
  }

  /// Lines with comments and the insides of plain string literals taken out.
  var code: [(text: String, line: Int)] {
    var isInText = false
    return lines.enumerated().map { index, line in
      if line.contains("\"\"\"") {
        isInText.toggle()
        return ("", index + 1)
      }
      return (isInText ? "" : Self.code(of: line), index + 1)
    }
  }

  private static func code(of line: Substring) -> String {
    var text = ""
    var isQuoted = false
    var previous: Character = " "
    for character in line {
      if character == "\"", previous != "\\" { isQuoted.toggle() }
      if !isQuoted, character == "/", previous == "/" { return String(text.dropLast()) }
      if !isQuoted { text.append(character) }
      previous = character
    }
    return text
  }

  private func part(_ index: Int) -> String {
    let parts = path.split(separator: "/")
    return index < parts.count ? String(parts[index]) : ""
  }
}

/// The package as it lies on the disk.
struct SourceTree {
  let root: String

  init(file: String = #filePath) {
    root = (0..<3).reduce(file) { path, _ in Files.parent(of: path) }
  }

  func swiftFiles(below folder: String) throws -> [SourceFile] {
    try paths(below: folder).filter { $0.hasSuffix(".swift") }.map { path in
      let bytes = try Files.read(path: root + "/" + path, limit: 1 << 20)
      let text = String(decoding: bytes, as: UTF8.self)
      return SourceFile(
        path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
    }
  }

  private func paths(below folder: String) throws -> [String] {
    var paths: [String] = []
    for name in try Files.list(root + "/" + folder) {
      let path = folder + "/" + name
      if try Files.status(path: root + "/" + path).isDirectory {
        paths += try self.paths(below: path)
      } else {
        paths.append(path)
      }
    }
    return paths
  }
}
