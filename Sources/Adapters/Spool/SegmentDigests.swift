package import ClipFormat
internal import ClipSealing
internal import LinuxSystem
package import ObjectStorage

/// Notes the hash of each segment beside it, once the segment has ended and is on the disk.
///
/// Nothing waits for the notes to be on the disk too: where one is missing, torn or of another
/// length, the uploader hashes the segment itself, and where one is wrong, the store says so.
struct SegmentDigests: ~Copyable {
  static let fileName = "digests"

  private struct Running: ~Copyable {
    let name: ObjectName
    var byteCount = 0
    var hash = SHA256()

    consuming func finish() -> ObjectDigest {
      ObjectDigest(byteCount: byteCount, sha256: hash.finish())
    }
  }

  private let path: String
  private var running: Running?

  init(folder: String) {
    path = folder + "/" + Self.fileName
  }

  /// A new segment begins: the one before it has ended.
  mutating func begin(_ name: ObjectName) {
    end()
    running = Running(name: name)
  }

  /// These bytes of the segment are on the disk.
  mutating func add(_ bytes: [UInt8]) {
    guard var segment = running.take() else { return }
    segment.byteCount += bytes.count
    segment.hash.update(bytes)
    running = consume segment
  }

  /// The segment has ended: it is noted.
  mutating func end() {
    guard let segment = running.take() else { return }
    // It only saves work: a disk that has no room for it has none for film either.
    guard let file = try? Files.openForAppending(path: path) else { return }
    let name = segment.name.text
    try? file.write(Array(segment.finish().note(of: name).utf8))
  }

  /// Segments are cut, maybe to what is written anew in the same length: nothing is known of them.
  mutating func forget() {
    running = nil
    try? Files.remove(path)
  }
}

extension Spool {
  /// Notes are of a hundred bytes, and of at most as many segments as a clip may have.
  private static let longestDigests = 128 * FormatLimits.segments

  /// What was noted of a clip's segments when they were written.
  package func digests(of clip: ClipLocation) -> [ObjectName: ObjectDigest] {
    let path = folder(of: clip) + "/" + SegmentDigests.fileName
    guard let notes = try? Files.read(path: path, limit: Self.longestDigests) else { return [:] }
    var digests: [ObjectName: ObjectDigest] = [:]
    for (text, digest) in ObjectDigest.read(notes: notes) {
      if let name = ObjectName(text) { digests[name] = digest }
    }
    return digests
  }
}
