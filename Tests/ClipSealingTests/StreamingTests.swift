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

  private static func measure() throws {
    let wanted = getenv("CALLREEL_FRAGMENTS").flatMap { Int(String(cString: $0)) } ?? 20_000
    let keys = Keys()
    let folder = try Files.makeTemporaryDirectory(below: "/tmp", prefix: "callreel-long-")
    defer { try? Files.removeTree(folder) }
    let location = try keys.location()
    let (clip, segments) = try write(wanted, keys: keys, location: location, into: folder)
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
    print("\(wanted) fragments verified and opened, \(growth) kB more at the end than after 5000")
    precondition(growth < 8_192)
  }

  /// The clip without its segments, which lie in files; what the sealer remembers is gone.
  private static func write(
    _ wanted: Int, keys: Keys, location: ClipLocation, into folder: String
  ) throws -> (StoredClip, UInt32) {
    var sealer = try keys.sealer(location)
    var clip = StoredClip(sealer)
    var segment: UInt32 = 0
    for first in stride(from: 0, to: wanted, by: fragmentsPerSegment) {
      var bytes: [UInt8] = []
      for index in first..<min(wanted, first + fragmentsPerSegment) {
        bytes += try sealer.seal(fragment(index, starts: index == first)).bytes
      }
      try Files.create(path: "\(folder)/\(segment)", bytes)
      segment += 1
    }
    let end = sealer.end
    clip.closing = try sealer.close(reason: .longest, end: end, trailingGaps: []).bytes
    return (clip, segment)
  }

  private static func fragment(_ index: Int, starts: Bool) -> Fragment {
    let start = Int64(index) * fragmentMilliseconds
    let end = start + fragmentMilliseconds
    return Fragment(
      span: span(start, end), gaps: [], startsSegment: starts, longestObservation: 50,
      manifest: FragmentManifest(frames: 1, ticks: 1), media: film(start, end, starts: starts))
  }

  private static func residentPages() throws -> Int {
    let status = String(
      decoding: try Files.read(path: "/proc/self/statm", limit: 4_096), as: UTF8.self)
    return status.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }
}
