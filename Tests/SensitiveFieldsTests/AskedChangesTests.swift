import Testing
import Timeline

@testable import SensitiveFields

@Suite("Changes that were asked about") struct AskedChangesTests {
  private func at(_ milliseconds: Int64) -> CallTime { CallTime(milliseconds: milliseconds) }

  private func unasked(
    _ changes: [Int64], _ scans: [(Int64, Int64)], through bound: Int64 = .max / 2
  ) -> [Int64] {
    var asked = AskedChanges()
    for change in changes { asked.noteChange(at: at(change)) }
    for (started, ended) in scans { asked.noteScan(started: at(started), ended: at(ended)) }
    return asked.takeUnasked(through: at(bound), settle: 400, reach: 300).map(\.milliseconds)
  }

  @Test("what stays on the screen may be asked about at any time") func still() {
    #expect(unasked([1000], [(5000, 5400)]).isEmpty)
    #expect(unasked([1000], [(990, 999)]) == [1000])
    #expect(unasked([1000], []) == [1000])
  }

  @Test("what changes with every observation is asked about every second time") func always() {
    let changes = Array(stride(from: Int64(0), to: 3960, by: 66))
    let scans = stride(from: Int64(1), to: 5000, by: 132).map { ($0, $0 + 19) }
    #expect(unasked(changes, scans).isEmpty)
    // One that fails at once is made up for, two in a row are not.
    #expect(unasked(changes, scans.filter { $0.0 != 925 }).isEmpty)
    #expect(!unasked(changes, scans.filter { $0.0 != 925 && $0.0 != 1057 }).isEmpty)
  }

  /// As it happened: Firefox scrolled there and back while it did not answer.
  @Test("what came and went while a program was silent was not asked about") func silence() {
    let changes: [Int64] = [13834, 13891, 14161, 14327, 14477, 14605, 14678, 14746, 14800]
    let scans: [(Int64, Int64)] = [
      (13834, 13884), (14488, 14747), (14801, 14802), (14968, 14970), (15101, 15103),
      (15234, 15237),
    ]
    #expect(unasked(changes, scans) == [13834, 13891, 14161, 14327, 14477])
  }

  /// Told of from 380 ms after it came to 380 ms after it went, and asked about before and after.
  @Test("what a program denied, and was not asked about again before it went") func denial() {
    let scans: [(Int64, Int64)] = [(990, 995), (1010, 1020), (1110, 1120), (1950, 1960)]
    #expect(unasked([1000, 1500], scans, through: 1400) == [1000])
    #expect(unasked([1000, 1500], scans + [(1400, 1405)], through: 1400) == [1000])
    let asked = scans.dropLast() + [(1390, 1399), (1405, 1410)]
    #expect(unasked([1000, 1500], Array(asked), through: 1000).isEmpty)
  }

  @Test("what moves is told of between two scans that are near") func between() {
    let later: [(Int64, Int64)] = [(1250, 1260), (1450, 1460)]
    #expect(unasked([1000, 1060], [(980, 990), (1070, 1090)] + later, through: 1000).isEmpty)
    #expect(unasked([1000, 1060], [(699, 701), (1070, 1090)] + later, through: 1000) == [1000])
    #expect(unasked([1000, 1060], [(980, 990)] + later.dropFirst(), through: 1000) == [1000])
    #expect(unasked([1000, 1060], [(980, 990)], through: 1000) == [1000])
    #expect(unasked([1000, 1060], [(1070, 1090)] + later, through: 1000) == [1000])
    #expect(unasked([1000, 1060], [(1001, 1060)] + later, through: 1000).isEmpty)
  }

  @Test("each change is judged once, when it is vouched for") func once() {
    var asked = AskedChanges()
    for change: Int64 in [100, 500, 900] { asked.noteChange(at: at(change)) }
    asked.noteScan(started: at(890), ended: at(899))
    #expect(asked.takeUnasked(through: at(499), settle: 400, reach: 300) == [at(100)])
    #expect(asked.takeUnasked(through: at(499), settle: 400, reach: 300).isEmpty)
    asked.noteScan(started: at(2000), ended: at(2010))
    #expect(asked.takeUnasked(through: at(1800), settle: 400, reach: 300) == [at(500)])
  }
}
