import ClipFormat
import ClipSealing
import ClipStore
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// What is no clip's: chains of access records, inboxes, controllers' keys.
@Suite("Ledgers of a store") struct LedgerTests {
  private static let one = "00112233aabbccdd"
  private static let other = "ffeeddcc00112233"

  @Test("are kept, given, listed and removed, and are no campaigns", arguments: [false, true])
  func rules(isBucket: Bool) throws {
    let directory = try TemporaryDirectory()
    let server = isBucket ? try ObjectServer(.moto) : nil
    let store =
      try server.map {
        try openStore(StoreSettings($0.url, credentials: $0.credentials))
      } ?? openStore("dir:" + directory.path)
    let names = (1...12).map { LedgerName.access($0, controller: Self.one, reader: Self.other) }
    for (index, name) in names.enumerated() { try store.put(name, [UInt8(index)]) }
    let note = LedgerName.note(
      to: Self.other, on: CalendarDay(number: 20_000), hash: Digest.blake2b256([1]))
    try store.put(note, [1, 2, 3])
    try store.put(.controller(Self.one), [4])
    // The same again is acknowledged, another is not taken.
    try store.put(names[3], [3])
    #expect(throws: StoreError.taken) { try store.put(names[3], [9]) }
    #expect(try store.get(names[3], atMost: 10) == [3])
    #expect(try store.get(.controller(Self.one), atMost: 10) == [4])
    let chain = LedgerFolder.access(controller: Self.one, reader: Self.other)
    #expect(try store.names(in: chain) == names.map(\.text))
    #expect(try store.names(in: .access(controller: Self.other, reader: Self.one)).isEmpty)
    let asked = LedgerFolder.requests(controller: Self.one)
    let request = LedgerName.request(
      [UInt8](repeating: 1, count: 16), on: CalendarDay(number: 20_000), in: asked)
    try store.put(request, [5])
    #expect(try store.chains() == [chain])
    #expect(try store.names(in: chain, atMost: 3).starts(with: names.prefix(3).map(\.text)))
    let draws = LedgerName.draws(
      Digest.blake2b256([6]), after: CalendarDay(number: 20_000), for: Self.one)
    try store.put(draws, [6])
    #expect(LedgerName.isDraws(draws.text) && draws.path.hasPrefix("draws/\(Self.one)/2024-"))
    var letters: [LedgerName] = []
    try store.visitLetters { letters.append($0) }
    #expect(letters == [draws, note, request])
    try store.remove(names[0])
    try store.remove(names[0])
    #expect(try store.names(in: chain).count == 11)
    #expect(throws: StoreError.missing) { try store.get(names[0], atMost: 10) }
    #expect(try store.clips { folder, error in Issue.record("\(folder): \(error)") }.isEmpty)
    #expect(try store.days().isEmpty)
  }

  @Test("lie in folders as open as their root says, an inbox open to its workstation")
  func modes() throws {
    let directory = try TemporaryDirectory()
    let root = directory.path + "/store"
    for (folder, mode) in [("", 0o755), ("/access", 0o770), ("/inbox", 0o771)] as [(String, UInt32)]
    {
      try Files.makeDirectories(root + folder, mode: mode)
    }
    let store = try openStore("dir:" + root)
    let record = LedgerName.access(1, controller: Self.one, reader: Self.other)
    let note = LedgerName.note(
      to: Self.other, on: CalendarDay(number: 20_000), hash: Digest.blake2b256([1]))
    try store.put(record, [1])
    try store.put(note, [1])
    func mode(_ path: String) throws -> UInt32 { try Files.status(path: root + "/" + path).mode }
    #expect(try mode(record.folder.path) & 0o777 == 0o770)
    #expect(try mode(record.path) == 0o640)
    #expect(try mode(note.folder.path) & 0o777 == 0o775)
    #expect(try mode(note.path) == 0o644)
  }

  @Test("have names that sort, and read back only as they are written") func names() {
    let texts = [1, 2, 9, 10, 99, 1_000_000].map {
      LedgerName.access($0, controller: Self.one, reader: Self.other).text
    }
    #expect(texts == texts.sorted())
    #expect(texts.compactMap(LedgerName.number) == [1, 2, 9, 10, 99, 1_000_000])
    for text in ["", "1", "0000000000", "00000000001", "+000000001", "000000000a", " 000000001"] {
      #expect(LedgerName.number(text) == nil, "\(text)")
    }
    let hash = String(repeating: "0a", count: 16)
    #expect(LedgerName(note: "2026-11-25." + hash, to: Self.one) != nil)
    for text in ["2026-11-25", "2026-13-25." + hash, "2026-11-25." + hash.uppercased(), "../x"] {
      #expect(LedgerName(note: text, to: Self.one) == nil, "\(text)")
    }
    for word in LedgerFolder.words { #expect(!ClipLocation.isCampaign(word)) }
  }
}
