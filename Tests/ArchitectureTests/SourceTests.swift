import LinuxSystem
import Testing

@Suite("Sources") struct SourceTests {
  let tree = SourceTree()

  /// Every place where a word stands as code, outside the files that may have it.
  private func places(
    of word: String, unless mayHave: (SourceFile) -> Bool
  ) throws -> [String] {
    try tree.swiftFiles(below: "Sources").filter { !mayHave($0) }.flatMap { file in
      file.code.filter { line in
        line.text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains { $0 == word }
      }.map { "\(file):\($0.line)" }
    }
  }

  @Test("say unsafe in wrappers only") func unsafe() throws {
    #expect(try places(of: "unsafe") { $0.layer == "Wrappers" }.isEmpty)
    #expect(try places(of: "unchecked") { $0.layer == "Wrappers" }.isEmpty)
    #expect(try places(of: "nonisolated") { _ in false }.isEmpty)
  }

  @Test("print and exit at the edge only", arguments: ["print", "exit", "fatalError"])
  func edge(word: String) throws {
    let found = try places(of: word) { file in
      file.layer == "Programs" || file.path.hasSuffix("LinuxSystem/ProcessExit.swift")
    }
    // `exit` is also the name of a message reader's own method.
    #expect(found.filter { !$0.contains("Wrappers/SessionBus/Bus") }.isEmpty)
  }

  @Test("hold one idea a file") func sizes() throws {
    for folder in ["Sources", "Tests"] {
      let files = try tree.swiftFiles(below: folder)
      for file in files { #expect(file.lines.count <= 401, "\(file): \(file.lines.count) lines") }
      let sorted = files.map(\.lines.count).sorted()
      #expect(sorted[sorted.count / 2] < 150, "the median file of \(folder) is too long")
    }
  }

  @Test("have no leftovers", arguments: ["TODO", "FIXME", "try!", "as!"])
  func leftovers(mark: String) throws {
    for file in try tree.swiftFiles(below: "Sources") {
      for (index, line) in file.lines.enumerated() {
        #expect(!line.contains(mark), "\(file):\(index + 1)")
      }
    }
  }

  @Test("document what other targets see") func documentation() throws {
    let kinds = ["struct", "enum", "protocol", "class", "actor", "func"]
    for file in try tree.swiftFiles(below: "Sources") {
      for (index, line) in file.lines.enumerated() {
        var words = line.split(separator: " ").map(String.init)[...]
        if words.first == "@safe" { words.removeFirst() }
        guard line.first != " ", words.first == "package" else { continue }
        guard words.dropFirst().prefix(2).contains(where: kinds.contains) else { continue }
        var above = index - 1
        while above >= 0, file.lines[above].hasPrefix("@") { above -= 1 }
        #expect(above >= 0 && file.lines[above].hasPrefix("///"), "\(file):\(index + 1): no ///")
      }
    }
  }

  @Test("can make a redacted frame in Redaction only (P4)") func redactedFrame() throws {
    try expectClosed("RedactedFrame", in: "Sources/Pure/Redaction/RedactedFrame.swift")
  }

  @Test("can make a sealed fragment in ClipSealing only (P5)") func sealedFragment() throws {
    try expectClosed("SealedFragment", in: "Sources/Wrappers/ClipSealing/SealedFragment.swift")
  }

  /// The type's own initialisers are seen in its module only, and no extension adds one.
  private func expectClosed(_ type: String, in path: String) throws {
    let files = try tree.swiftFiles(below: "Sources")
    let home = try #require(files.first { $0.path == path })
    for file in files {
      var current = ""
      for line in file.lines {
        if let words = Optional(line.split { " :{".contains($0) }), line.first != " ",
          let index = words.firstIndex(where: { ["struct", "extension"].contains($0) }),
          index + 1 < words.count
        {
          current = String(words[index + 1])
        }
        if current == type, line.contains("init(") {
          #expect(file.target == home.target, "\(file) makes a \(type)")
          #expect(!line.contains("package init") && !line.contains("public init"), "\(file)")
        }
      }
    }
  }

  @Test("stand in the fixed top level") func topLevel() throws {
    let fixed: Set = [
      "Package.swift", "Sources", "Tests", "packaging", "man", "README.md", "LICENSE",
    ]
    let names = try Files.list(tree.root).filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
    #expect(Set(names) == fixed)
  }
}
