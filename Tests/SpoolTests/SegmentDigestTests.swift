import ClipFormat
import ClipSealing
import LinuxSystem
import ObjectStorage
import Spool
import TestSupport
import Testing
import Timeline

/// The uploader takes the recorder's word for what a segment's hash is.
@Suite("Notes of segments in the spool") struct SegmentDigestTests {
  private let directory: TemporaryDirectory
  private let spool: Spool

  init() throws {
    directory = try TemporaryDirectory()
    spool = Spool(root: directory.path + "/spool")
    try spool.prepare()
  }

  /// The notes that fit their segments' length, each of them compared with the segment.
  private func right(_ clip: ClipLocation) throws -> Set<ObjectName> {
    let digests = spool.digests(of: clip)
    var right: Set<ObjectName> = []
    for name in try spool.objects(of: clip) {
      let bytes = try spool.read(name, of: clip)
      guard let digest = digests[name], digest.byteCount == bytes.count else { continue }
      #expect(digest.sha256 == SHA256.hash(bytes), "\(name.text)")
      right.insert(name)
    }
    return right
  }

  @Test("tell of each segment that has ended, and of no other object") func ended() throws {
    var clip = try SampleClip(root: spool.root)
    #expect(try right(clip.location).isEmpty)
    try clip.add(2)
    #expect(try right(clip.location).isEmpty)
    try clip.add(3)
    #expect(try right(clip.location) == [.segment(0), .segment(1)])
    let location = try clip.close()
    #expect(try right(location) == [.segment(0), .segment(1), .segment(2)])
    #expect(spool.digests(of: location).count == 3)
  }

  @Test("end with a recorder that is killed; what it had not ended is hashed by who sends it")
  func killed() throws {
    var clip = try SampleClip(root: spool.root)
    try clip.add(5)
    let location = clip.crash()
    _ = try spool.recover()
    #expect(spool.isClosed(location))
    #expect(try right(location) == [.segment(0), .segment(1)])
  }

  @Test("are forgotten at a cut, though what follows be as long") func cut() throws {
    var clip = try SampleClip(root: spool.root)
    try clip.add(5)
    try clip.cut(to: CallTime(milliseconds: 6000))
    #expect(spool.digests(of: clip.location).isEmpty)
    // A segment of the number and the length of one that was cut.
    try clip.add(1)
    let location = try clip.close()
    #expect(try right(location) == [.segment(2)])
    #expect(spool.digests(of: location).count == 1)
  }

  @Test("are never of other bytes, whatever is cut and whenever the recorder ends")
  func histories() throws {
    var generator = SeededGenerator(seed: 17)
    var noted = 0
    for _ in 0..<20 {
      var clip = try SampleClip(root: spool.root)
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        try clip.add(Int.random(in: 1...5, using: &generator), bytes: 900)
        noted += try right(clip.location).count
        guard Bool.random(using: &generator) else { continue }
        let end = clip.sealer.end.milliseconds
        let time = Int64.random(in: 0...end / 2000, using: &generator) * 2000
        try clip.cut(to: CallTime(milliseconds: time))
        noted += try right(clip.location).count
      }
      let location = Bool.random(using: &generator) ? clip.crash() : try clip.close()
      _ = try spool.recover()
      if spool.holds(location) { noted += try right(location).count }
    }
    #expect(noted > 80)
  }

  @Test("do not fit a segment that has lost or gained bytes since") func changed() throws {
    var clip = try SampleClip(root: spool.root)
    try clip.add(4)
    let location = try clip.close()
    let file = try Files.openForAppending(path: spool.path(.segment(1), of: location))
    try file.write([0])
    #expect(try right(location) == [.segment(0)])
  }
}
