import LinuxSystem
import Testing

/// The layers, uppermost first; a target imports only from layers above its own.
private let layers = ["Doors", "Pure", "Wrappers", "Adapters", "Sessions", "Programs"]

/// What each layer may import from.
private let allowed: [String: Set<String>] = [
  "Pure": ["Pure"],
  "Wrappers": ["Doors", "Pure"],
  "Adapters": ["Wrappers", "Pure"],
  "Sessions": ["Adapters", "Wrappers", "Pure"],
  "Programs": ["Sessions", "Adapters", "Wrappers", "Pure"],
]

/// Modules of others, and who may import them.
private let foreign: [String: @Sendable (SourceFile) -> Bool] = [
  "Glibc": { $0.layer == "Wrappers" },
  "Synchronization": { $0.layer == "Wrappers" },
  "TOMLKit": { $0.target == "Configuration" },
  "ArgumentParser": { $0.target == "callreel" },
]

@Suite("Imports") struct ImportTests {
  let tree = SourceTree()

  @Test("go in one direction") func direction() throws {
    var homes: [String: String] = [:]
    for layer in layers {
      for target in try Files.list(tree.root + "/Sources/" + layer) { homes[target] = layer }
    }
    let files = try tree.swiftFiles(below: "Sources")
    #expect(files.count > 50)
    for file in files {
      let may = try #require(allowed[file.layer], "\(file) is in no layer")
      for (module, line) in file.imports {
        if let home = homes[module] {
          #expect(may.contains(home), "\(file):\(line): \(file.layer) imports \(module) of \(home)")
        } else {
          let isAllowed = foreign[module]?(file) ?? false
          #expect(isAllowed, "\(file):\(line): \(file.target) imports \(module)")
        }
      }
    }
  }

  @Test("leave Foundation out, in programs and in tests", arguments: ["Sources", "Tests"])
  func noFoundation(folder: String) throws {
    for file in try tree.swiftFiles(below: folder) {
      for (module, line) in file.imports {
        #expect(!module.hasPrefix("Foundation"), "\(file):\(line)")
      }
    }
  }

  @Test("of video libraries stand in one target") func videoLibraries() throws {
    for file in try tree.swiftFiles(below: "Sources") {
      for (module, line) in file.imports where module == "CFFmpeg" {
        #expect(file.target == "VideoEncoding", "\(file):\(line)")
      }
    }
  }

  @Test("of cryptography stand in one target") func cryptography() throws {
    for file in try tree.swiftFiles(below: "Sources") {
      for (module, line) in file.imports where module == "CSodium" {
        #expect(file.target == "ClipSealing", "\(file):\(line)")
      }
    }
  }
}
