import Geometry
import Testing
import Timeline

@testable import SensitiveFields

@Suite("Fields that nobody saw come") struct WitnessedEntriesTests {
  private func at(_ milliseconds: Int64) -> CallTime { CallTime(milliseconds: milliseconds) }

  private func field(_ number: Int) -> FieldName {
    FieldName(program: ":1.7", path: "/field/\(number)")
  }

  private func scan(
    _ time: Int64, _ entries: Set<FieldName>? = nil, page: Int? = nil
  ) -> ScannedProgram {
    let documents = page.map {
      ScannedDocument(
        name: field($0), extents: PixelRegion(x: 0, y: 0, width: 9, height: 9), matching: [],
        hasChildren: true)
    }
    return ScannedProgram(
      toolkit: .gecko, started: at(time), ended: at(time + 5), frames: [], fields: [],
      documents: documents.map { [$0] } ?? [], entries: entries)
  }

  @Test("names are asked for once, and again when they are old or the page is another")
  func names() {
    var entries = WitnessedEntries()
    entries.noteChange(at: at(0))
    #expect(entries.begin(at: at(10), on: []) == .names)
    entries.take(scan(10, [field(1)], page: 8))
    entries.noteChange(at: at(100))
    #expect(entries.begin(at: at(110), on: [field(8)]) == .nothing)
    entries.take(scan(110, page: 8))
    entries.noteChange(at: at(200))
    #expect(entries.begin(at: at(210), on: [field(9)]) == .names)
    entries.take(scan(210, page: 8))
    entries.noteChange(at: at(2100))
    #expect(entries.begin(at: at(2110), on: [field(8)]) == .names)
  }

  @Test("after a silence those that were not known are asked for")
  func silence() {
    for silence: Int64 in [999, 1000, 60_000] {
      var entries = WitnessedEntries()
      entries.noteChange(at: at(0))
      _ = entries.begin(at: at(10), on: [])
      entries.take(scan(10, [field(1)]))
      // Nothing changes for long, which is no silence; then nobody answers.
      entries.noteChange(at: at(9000))
      for time in stride(from: 9010, to: 9000 + silence, by: 150) {
        let question = entries.begin(at: at(time), on: [])
        #expect((question == .names) == (time < 10_000))
        entries.fail()
        entries.noteChange(at: at(time + 20))
      }
      let last = entries.begin(at: at(9000 + silence), on: [])
      #expect(last == (silence < 1000 ? .names : .strangers(to: [field(1)])))
    }
  }

  @Test("a silence lasts from the first change after the question that was answered last")
  func whileAsked() {
    var entries = WitnessedEntries()
    entries.noteChange(at: at(0))
    _ = entries.begin(at: at(10), on: [])
    entries.noteChange(at: at(20))
    entries.noteChange(at: at(30))
    entries.take(scan(10, [field(1)]))
    #expect(entries.begin(at: at(1019), on: []) == .nothing)
    entries.fail()
    #expect(entries.begin(at: at(1020), on: []) == .strangers(to: [field(1)]))
    // Whoever was asked for strangers knows them from then on.
    entries.take(scan(1020, [field(1), field(2)]))
    #expect(entries.begin(at: at(9000), on: []) == .names)
    entries.noteChange(at: at(9010))
    entries.take(scan(9000, [field(1), field(2)]))
    #expect(entries.begin(at: at(10_010), on: []) == .strangers(to: [field(1), field(2)]))
  }
}
