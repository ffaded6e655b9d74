import ByteCoding
import Geometry
import Glibc
import LinuxSystem
import ProcessMessages
import Testing
import Timeline
import VideoEncoding

@Suite("callreel-export") struct ExportProgramTests {
  private let order = ExportOrder(
    format: .mp4, end: CallTime(milliseconds: 2000),
    gaps: [
      CallSpan(start: CallTime(milliseconds: 500), end: CallTime(milliseconds: 1500))
    ], chapters: [], metadata: [.init(key: "purpose", value: "training")], progress: true)

  private func input(_ order: ExportOrder, _ segments: [[UInt8]]) -> [UInt8] {
    var writer = ByteWriter()
    writer.block(order.encoded)
    for segment in segments { writer.block(segment) }
    writer.block([])
    return writer.bytes
  }

  private func segments() throws -> [[UInt8]] {
    var camera = try Camera()
    return [try camera.segment([0, 67], end: 500), try camera.segment([1500], end: 2000)]
  }

  /// Runs the program that was built beside these tests, with a new file as descriptor 3.
  private func run(
    _ scratch: borrowing ScratchDirectory, _ input: [UInt8]
  ) throws -> (end: ProcessEnd, output: [UInt8], error: [UInt8]) {
    try? Files.remove(scratch.path + "/film.mp4")
    let film = try Files.openNew(path: scratch.path + "/film.mp4")
    return try scratch.run(try Self.program(), [], input: input, descriptors: [3: film.rawValue])
  }

  private static func program() throws -> String {
    Files.parent(of: try Files.resolved("/proc/self/exe")) + "/callreel-export"
  }

  @Test("writes a film to descriptor 3 and tells what is done") func film() throws {
    let scratch = try ScratchDirectory()
    let result = try run(scratch, input(order, try segments()))
    #expect(result.end == .exited(0))
    #expect(String(decoding: result.output, as: UTF8.self) == "done 1\ndone 2\n")
    #expect(result.error.isEmpty)
    let film = scratch.path + "/film.mp4"
    #expect(try scratch.probe(film, "packet=pts") == ["0", "67", "500", "1500"])
    #expect(try scratch.probe(film, "format_tags=purpose") == ["training"])
  }

  @Test("truncated or damaged input is status 65 and one sentence") func damaged() throws {
    let scratch = try ScratchDirectory()
    let whole = input(order, try segments())
    var broken = whole
    broken[order.encoded.count + 8] ^= 0xFF
    var strange = order
    strange.end = CallTime(milliseconds: 100)
    let bad: [[UInt8]] = [
      [], Array(whole.dropLast(4)), Array(whole.dropLast(40)), Array(whole[..<20]), broken,
      input(strange, try segments()), [0, 0, 0, 1, 9], [0xFF, 0xFF, 0xFF, 0xFF], input(order, []),
    ]
    for bytes in bad {
      let result = try run(scratch, bytes)
      #expect(result.end == .exited(65))
      let lines = String(decoding: result.error, as: UTF8.self).split(separator: "\n")
      #expect(lines.count == 1 && lines.first?.hasPrefix("callreel-export: ") == true)
    }
  }

  @Test("a film that cannot be written is status 74") func unwritable() throws {
    let scratch = try ScratchDirectory()
    let full = try Files.openForAppending(path: "/dev/full")
    var stream = order
    stream.format = .matroska
    let result = try scratch.run(
      try Self.program(), [], input: input(stream, try segments()),
      descriptors: [3: full.rawValue])
    #expect(result.end == .exited(74))
  }

  @Test("a player that goes away is status 74, too") func brokenPipe() throws {
    let scratch = try ScratchDirectory()
    var stream = order
    stream.format = .matroska
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    close(ends[0])
    let writing = Descriptor(owning: ends[1])
    let result = try scratch.run(
      try Self.program(), [], input: input(stream, try segments()),
      descriptors: [3: writing.rawValue])
    #expect(result.end == .exited(74))
  }

  @Test("an order survives its encoding, and no byte may be missing or left") func orders() throws {
    var rich = order
    rich.sizes = [
      1: PixelSize(width: 1920, height: 1080), 9: PixelSize(width: 1280, height: 1024),
    ]
    rich.chapters = [.init(span: rich.gaps[0], title: "Ä")]
    #expect(try ExportOrder(decoding: rich.encoded) == rich)
    #expect(try ExportOrder(decoding: order.encoded) == order)
    for length in rich.encoded.indices {
      #expect(throws: ByteError.self) {
        try ExportOrder(decoding: Array(rich.encoded[..<length]))
      }
    }
    #expect(throws: ByteError.trailing) { try ExportOrder(decoding: rich.encoded + [0]) }
    for track: (key: UInt32, value: PixelSize) in [
      0: PixelSize(width: 2, height: 2), 3: PixelSize(width: 0, height: 2),
    ] {
      rich.sizes = [track.key: track.value]
      #expect(throws: ByteError.malformed) { try ExportOrder(decoding: rich.encoded) }
    }
  }
}
