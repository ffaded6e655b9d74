import LinuxSystem
import Testing

@Suite("callreel-policy(5)") struct ManualPageTests {
  @Test(
    "names every section and key of the shipped example",
    arguments: [
      "policy.toml", "people/alice.toml",
    ])
  func names(file: String) throws {
    let root = #filePath.components(around: "/Tests/ConfigurationTests/")[0]
    let page = String(
      decoding: try Files.read(path: root + "/man/callreel-policy.5", limit: 1 << 20),
      as: UTF8.self)
    let items = Set(
      page.components(around: "\n").filter { $0.hasPrefix(".It Ic ") }
        .flatMap { $0.split(separator: " ").dropFirst(2).map(String.init) })
    let sections = Set(page.components(around: "\n").filter { $0.hasPrefix(".Ss [") })
    var count = 0
    for line in try ExampleDirectory.shipped(file).components(around: "\n") {
      if line.hasPrefix("[") {
        #expect(sections.contains(".Ss " + line + "\\&"), "\(line)")
      } else if let key = line.components(around: " = ").first, line.contains(" = "),
        key.allSatisfy({ $0.isLetter || $0 == "_" })
      {
        #expect(items.contains(key), "\(key)")
        count += 1
      }
    }
    #expect(count >= 5)
  }
}
