import LinuxSystem
import Testing

@Suite("Manual pages") struct PageReferenceTests {
  private static let folder =
    (0..<3).reduce(#filePath) { path, _ in Files.parent(of: path) } + "/man"

  /// Pages that are named by `.Xr`, as `name.section`.
  private func references(of page: String) throws -> Set<String> {
    let text = String(
      decoding: try Files.read(path: Self.folder + "/" + page, limit: 1 << 20), as: UTF8.self)
    return Set(
      text.split(separator: "\n").filter { $0.hasPrefix(".Xr ") }
        .map { $0.split(separator: " ") }.filter { $0.count > 2 }.map { "\($0[1]).\($0[2])" })
  }

  @Test("that name another page of ours name one that is there") func known() throws {
    let pages = Set(try Files.list(Self.folder))
    #expect(pages.count > 6)
    for page in pages {
      let ours = try references(of: page).filter { $0.hasPrefix("callreel") }
      #expect(ours.isSubset(of: pages), "\(page): \(ours.subtracting(pages).sorted())")
    }
  }

  @Test("are all found from callreel(1)") func complete() throws {
    let others = Set(try Files.list(Self.folder)).subtracting(["callreel.1"])
    #expect(try references(of: "callreel.1").isSuperset(of: others))
  }
}
