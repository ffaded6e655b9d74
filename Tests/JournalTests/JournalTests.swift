import ClipFormat
import ClipSealing
import Glibc
import Journal
import JournalFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

@Suite("The journal") struct JournalTests {
  @Test("is the employee's alone and tells what was written") func writes() throws {
    let desk = try JournalDesk()
    #expect(try desk.journal.read().entries.isEmpty)
    #expect(try desk.journal.read().head == JournalChain.noHead)
    try desk.write(calls: 0..<3)
    let chain = try desk.journal.read()
    #expect(chain.entries.map(\.number) == [1, 2, 3, 4, 5, 6])
    #expect(chain.entries[0].event == JournalDesk.recorded(0))
    #expect(try Files.status(path: desk.journal.path).mode == 0o600)
  }

  @Test("gives the head of before, which stands for one count") func heads() throws {
    let desk = try JournalDesk()
    var heads: [[UInt8]] = []
    for number in 0..<4 as Range<UInt8> {
      heads.append(
        try desk.journal.append([JournalDesk.recorded(number)], unixSeconds: 1).head)
    }
    let chain = try desk.journal.read()
    #expect(heads.map { chain.count(atHead: $0) } == [0, 1, 2, 3])
    #expect(Set(heads).count == 4)
    #expect(chain.count(atHead: [UInt8](repeating: 7, count: 32)) == nil)
  }

  /// What another hand does to five lines, the first of which is the title, and what it is called.
  static let edits: [(String, @Sendable (inout [String]) -> Void, JournalFault)] = [
    ("a word", { $0[2] = $0[2].replacing("seconds=60", with: "seconds=61") }, .changed(number: 2)),
    ("a hash", { $0[2] = String($0[2].dropLast()) + "x" }, .notAnEntry(line: 3)),
    ("a line out", { $0.remove(at: 2) }, .missing(number: 2)),
    ("the first out", { $0.remove(at: 1) }, .missing(number: 1)),
    ("two swapped", { $0.swapAt(2, 3) }, .moved(number: 3)),
    ("one twice", { $0.insert($0[2], at: 2) }, .moved(number: 2)),
    ("the end off", { $0.removeLast() }, .cut(count: 3, written: 4)),
    ("all but the title", { $0.removeLast(4) }, .cut(count: 0, written: 4)),
    ("the title", { $0[0] = "callreel-journal 2" }, .notAJournal),
    ("words put in", { $0[3] = "never mind" }, .notAnEntry(line: 4)),
  ]

  @Test("that another hand has changed says where", arguments: edits.indices)
  func edited(index: Int) throws {
    let (_, edit, fault) = Self.edits[index]
    let desk = try JournalDesk()
    try desk.write(calls: 0..<2)
    var lines = try desk.lines()
    edit(&lines)
    try desk.write(lines: lines)
    #expect(desk.fault() == fault)
  }

  @Test("any changed bit is found") func everyBit() throws {
    let desk = try JournalDesk()
    try desk.write(calls: 0..<2)
    let bytes = try Files.read(path: desk.journal.path, limit: 1 << 20)
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1 << UInt8(index % 7)
      try Files.replace(path: desk.journal.path, changed)
      #expect(desk.fault() != nil, "byte \(index)")
    }
  }

  @Test("that is gone while its head is known is a cut") func gone() throws {
    let desk = try JournalDesk()
    try desk.write(calls: 0..<1)
    try Files.remove(desk.journal.path)
    #expect(desk.fault() == .cut(count: 0, written: 2))
  }

  @Test("goes on after a torn last line, which is put aside and told of") func torn() throws {
    let desk = try JournalDesk()
    try desk.write(calls: 0..<2)
    let whole = try Files.read(path: desk.journal.path, limit: 1 << 20)
    let file = try Files.openForAppending(path: desk.journal.path)
    try file.write(Array("5 2026-11-25T17:2".utf8))
    #expect(try desk.journal.read().entries.count == 4)
    try desk.write(calls: 2..<3)
    let chain = try desk.journal.read()
    #expect(chain.entries.count == 7)
    #expect(chain.entries.dropFirst(4).first?.event == .repaired)
    #expect(
      try Files.read(path: desk.journal.tornPath, limit: 100)
        == Array("5 2026-11-25T17:2".utf8))
    #expect(
      try Files.read(path: desk.journal.path, limit: 1 << 20).starts(with: whole))
  }

  @Test("that was damaged is put aside, and a new one says so") func replaced() throws {
    let desk = try JournalDesk()
    try desk.write(calls: 0..<2)
    var lines = try desk.lines()
    lines[2] = lines[2].replacing("60", with: "61")
    try desk.write(lines: lines)
    try desk.write(calls: 4..<5)
    let chain = try desk.journal.read()
    #expect(chain.entries.map(\.number) == [1, 2, 3])
    #expect(chain.entries.first?.event == .replaced)
    #expect(Files.exists(desk.journal.damagedPath))
  }

  @Test("lets old entries go, and the chain still holds (F12)") func retention() throws {
    let desk = try JournalDesk()
    try desk.write(calls: 0..<3)
    let old = try desk.journal.read()
    let day: Int64 = 86_400
    try desk.write(calls: 3..<4, at: JournalDesk.now + 100 * day)
    try desk.write(calls: 4..<5, at: JournalDesk.now + 184 * day)
    let chain = try desk.journal.read()
    #expect(chain.entries.map(\.number) == [7, 8, 9, 10])
    #expect(chain.count == 10)
    #expect(chain.count(atHead: old.head) == 6)
    #expect(try desk.lines()[0].hasPrefix("callreel-journal 1 from 6 "))
    try desk.write(calls: 5..<6, at: JournalDesk.now + 290 * day)
    #expect(try desk.journal.read().entries.map(\.number) == [9, 10, 11, 12])
    // Nobody else can move the beginning.
    var lines = try desk.lines()
    lines.remove(at: 1)
    try desk.write(lines: lines)
    #expect(desk.fault() == .missing(number: 9))
    lines[0] = lines[0].replacing("from 8", with: "from 9")
    try desk.write(lines: lines)
    #expect(desk.fault() == .checkpoint)
    try Files.replace(
      path: WorkstationKey.path(stateDirectory: desk.state),
      PrivateKey.generate(kind: .workstation).encode())
    #expect(desk.fault() == .checkpoint)
  }

  @Test("an entry of the last day that is kept stays") func lastDay() throws {
    let desk = try JournalDesk()
    try desk.write(calls: 0..<1)
    try desk.write(calls: 1..<2, at: JournalDesk.now + 183 * 86_400)
    #expect(try desk.journal.read().entries.count == 4)
  }

  @Test("is mended and lets go without a new entry, and is not made for that") func upkeep() throws
  {
    let desk = try JournalDesk()
    try desk.journal.append([], unixSeconds: JournalDesk.now)
    #expect(!Files.exists(desk.journal.path))
    try Files.replace(path: desk.journal.path, Array("callreel-jou".utf8))
    try desk.write(calls: 0..<1)
    #expect(try desk.journal.read().entries.first?.event == .repaired)
    try desk.journal.append([], unixSeconds: JournalDesk.now + 200 * 86_400)
    #expect(try desk.journal.read().entries.isEmpty)
    #expect(try desk.journal.read().count == 3)
  }

  @Test("has several writers, and every line of each") func writers() async throws {
    let desk = try JournalDesk()
    let journal = desk.journal
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<4 as Range<UInt8> {
        group.addTask {
          for _ in 0..<10 {
            try journal.append([.destroyed(JournalDesk.clip(number))], unixSeconds: 1)
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try journal.read().entries.count == 40)
  }
}
