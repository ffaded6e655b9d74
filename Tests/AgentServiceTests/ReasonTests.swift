import CallPolicy
import LinuxSystem
import Messages
import Testing

@Suite("The reasons on the session bus") struct ReasonTests {
  /// The words of the manual's property `Reason`, by the state that they stand with.
  private func documented() throws -> [String: Set<String>] {
    let root = (0..<3).reduce(#filePath) { path, _ in Files.parent(of: path) }
    let page = String(
      decoding: try Files.read(path: root + "/man/callreel-agent.1", limit: 1 << 20), as: UTF8.self)
    var reasons: [String: Set<String>] = [:]
    var state = ""
    var isWithin = false
    var followsWith = false
    for line in page.split(separator: "\n") {
      if line.hasPrefix(".It Li") { isWithin = line.hasPrefix(".It Li Reason") }
      guard isWithin else { continue }
      if line.hasPrefix(".Li ") {
        let words = line.dropFirst(4).split { " ,.:".contains($0) }.map(String.init)
        if followsWith {
          state = words.first ?? ""
        } else {
          reasons[state, default: []].formUnion(words)
        }
      }
      followsWith = line == "With"
    }
    return reasons
  }

  @Test("stand in the manual, all of them and no other") func manual() throws {
    let documented = try documented()
    #expect(documented["off"] == Set(OffReason.allCases.map(\.rawValue)))
    #expect(documented["held"] == Set(HeldReason.allCases.map(\.rawValue) + ["private"]))
    let armed = ArmedReason.allCases.map(\.rawValue) + ["other-call"]
    let absences = ["locked", "switched-away", "suspended"]
    #expect(documented["armed"] == Set(Refusal.allCases.map(\.name) + armed + absences))
  }

  @Test("have a sentence of their own") func sentences() {
    let off = OffReason.allCases.map { $0.sentence() }
    #expect(Set(off).count == off.count && off.allSatisfy { !$0.isEmpty && !$0.hasSuffix(".") })
    let held = HeldReason.allCases.map { $0.sentence() }
    #expect(Set(held).count == held.count)
  }
}
