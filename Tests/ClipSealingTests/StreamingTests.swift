import ClipFormat
import ClipSealing
import ClipVectors
import Glibc
import LinuxSystem
import Testing
import Timeline

/// A clip as long as the format allows, verified as it comes, in memory that does not grow with it.
///
/// CALLREEL_FRAGMENTS=1000000 makes it a million fragments; 20000 is what a test has time for.
@Suite("A long clip", .serialized) struct StreamingTests {
  private static let fragmentsPerSegment = 1_000
  private static let fragmentMilliseconds: Int64 = 50

  @Test("verifies and opens as it streams, in bounded memory") func bounded() async {
    // In a process of its own: the memory of other tests is not the clip's.
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardOutputContent]
    ) { try StreamingTests.measure() }
    print(String(decoding: result?.standardOutputContent ?? [], as: UTF8.self))
  }

  @Test("with a gap before each fragment, too, up to as many as a clip may have") func gaps() async
  {
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardOutputContent]
    ) { try StreamingTests.measure(gaps: true) }
    print(String(decoding: result?.standardOutputContent ?? [], as: UTF8.self))
  }

  @Test("costs no more for each segment when it has many gaps") func gapsBefore() throws {
    let keys = Keys()
    let location = try keys.location()
    var sealer = try keys.sealer(location)
    var verifier = ClipVerifier(location: location)
    try verifier.accept(opening: sealer.openingObject)
    var end: Int64 = 0
    var segment: UInt32 = 0
    /// The least time that one of some segments takes.
    func nanoseconds(of count: Int, gaps: Int64) throws -> Int64 {
      var least = Int64.max
      for _ in 0..<count {
        let start = end + gaps
        let between = (end..<start).map { at in
          Gap(span: span(at, at + 1), reason: at.isMultiple(of: 2) ? .hold : .disk)
        }
        end = start + Self.fragmentMilliseconds
        let sealed = try sealer.seal(
          Fragment(
            span: span(start, end), gaps: between, startsSegment: true, longestObservation: 50,
            manifest: FragmentManifest(frames: 1, ticks: 1), media: film(start, end, starts: true)))
        let begun = Clock.bootNanoseconds
        try verifier.accept(segment: segment, bytes: sealed.bytes)
        least = min(least, Clock.bootNanoseconds - begun)
        segment += 1
      }
      return least
    }
    let before = try nanoseconds(of: 100, gaps: 0)
    _ = try nanoseconds(of: FormatLimits.clipGaps / FormatLimits.gaps, gaps: 4_096)
    let after = try nanoseconds(of: 100, gaps: 0)
    print("a segment takes \(before / 1_000) µs, after 65536 gaps \(after / 1_000) µs")
    #expect(after < before * 3 / 2)
  }

  private static func measure(gaps: Bool = false) throws {
    let asked = getenv("CALLREEL_FRAGMENTS").flatMap { Int(String(cString: $0)) } ?? 20_000
    let wanted = gaps ? min(asked, FormatLimits.clipGaps) : asked
    let keys = Keys()
    let folder = try Files.makeTemporaryDirectory(below: "/tmp", prefix: "callreel-long-")
    defer { try? Files.removeTree(folder) }
    let location = try keys.location()
    let (clip, segments) = try write(
      wanted, gaps: gaps, keys: keys, location: location, into: folder)
    let opener = try clip.opener(keys.trainer)
    var verifier = ClipVerifier(location: location, today: location.day)
    try verifier.accept(opening: clip.opening)
    var opened = 0
    var early = 0
    for segment in 0..<segments {
      let bytes = try Files.read(path: "\(folder)/\(segment)", limit: 1 << 27)
      try verifier.accept(segment: segment, bytes: bytes, opener: opener) { _ in opened += 1 }
      if segment == 4 { early = try residentPages() }
    }
    try verifier.accept(closing: clip.closing ?? [])
    let report = try verifier.finish(today: location.day, keys: .optional)
    precondition(report.fragments == UInt32(wanted) && opened == wanted)
    let growth = (try residentPages() - early) * 4
    print(
      "\(wanted) fragments\(gaps ? " and as many gaps" : "") verified and opened, "
        + "\(growth) kB more at the end than after 5000")
    // Of a timeline with gaps all of it is kept.
    precondition(growth < (gaps ? 16_384 : 8_192))
  }

  /// The clip without its segments, which lie in files; what the sealer remembers is gone.
  private static func write(
    _ wanted: Int, gaps: Bool, keys: Keys, location: ClipLocation, into folder: String
  ) throws -> (StoredClip, UInt32) {
    var sealer = try keys.sealer(location)
    var clip = StoredClip(sealer)
    var segment: UInt32 = 0
    for first in stride(from: 0, to: wanted, by: fragmentsPerSegment) {
      var bytes: [UInt8] = []
      for index in first..<min(wanted, first + fragmentsPerSegment) {
        bytes += try sealer.seal(fragment(index, afterGap: gaps, starts: index == first)).bytes
      }
      try Files.create(path: "\(folder)/\(segment)", bytes)
      segment += 1
    }
    let end = sealer.end
    clip.closing = try sealer.close(reason: .longest, end: end, trailingGaps: []).bytes
    return (clip, segment)
  }

  private static func fragment(_ index: Int, afterGap: Bool, starts: Bool) -> Fragment {
    let gap: Int64 = afterGap ? 1 : 0
    let start = Int64(index) * (fragmentMilliseconds + gap) + gap
    let end = start + fragmentMilliseconds
    return Fragment(
      span: span(start, end),
      gaps: afterGap ? [Gap(span: span(start - 1, start), reason: .hold)] : [],
      startsSegment: starts, longestObservation: 50,
      manifest: FragmentManifest(frames: 1, ticks: 1), media: film(start, end, starts: starts))
  }

  private static func residentPages() throws -> Int {
    let status = String(
      decoding: try Files.read(path: "/proc/self/statm", limit: 4_096), as: UTF8.self)
    return status.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }
}
