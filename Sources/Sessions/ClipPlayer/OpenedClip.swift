package import ClipFormat
internal import ClipSealing
package import Timeline

/// A clip that was verified as a whole and opened, fragment by fragment; holds no film.
package struct OpenedClip: ~Copyable, Sendable {
  package let report: ClipReport
  package let call: CallRecord
  /// Who signed the clip.
  package let workstation: PublicKey
  /// The gaps with their exact reasons; after a crash those of the fragments only.
  package let gaps: [Gap]
  package let events: [TimedEvent]
  /// The largest width and height among the segments, where they can be read.
  let size: FilmSize?
  private let opener: ClipOpener
  private let shelf: ClipShelf
  /// Of each segment as it was checked.
  private let hashes: [[UInt8]]

  init(
    checking opener: consuming ClipOpener, on shelf: ClipShelf, keys: KeyPresence,
    _ progress: ClipProgress
  ) throws(PlayerError) {
    var gaps: [Gap] = []
    var events: [TimedEvent] = []
    var size: FilmSize?
    var hashes: [[UInt8]] = []
    let opened = opener
    report = try shelf.pass(
      over: opened.record.location, keys: keys, progress: progress,
      segment: { number, bytes throws(PlayerError) in
        let fragments = try Self.fragments(of: number, bytes, opened)
        for fragment in fragments {
          gaps += fragment.gaps
          events += fragment.manifest.events
        }
        hashes.append(Digest.blake2b256(bytes))
        if let first = fragments.first, let found = FilmSize(declaredIn: first.media) {
          size = size.map { $0.union(found) } ?? found
        }
      },
      closing: { bytes throws(PlayerError) in
        do throws(ClipFault) {
          let detail = try opened.open(closing: bytes)
          gaps += detail?.gaps ?? []
          events += detail?.events ?? []
        } catch {
          throw .fault(error)
        }
      })
    call = opened.callRecord
    workstation = opened.workstation
    self.gaps = GapTiling.merged(gaps)
    self.events = events
    self.size = size
    self.hashes = hashes
    self.shelf = shelf
    self.opener = opened
  }

  package var location: ClipLocation { report.opening.location }

  var segments: Int { hashes.count }

  /// The film of one segment, read and opened anew; it must be the one that was checked.
  func film(ofSegment index: Int) throws(PlayerError) -> [UInt8] {
    let name = ObjectName.segment(UInt32(index))
    let bytes = try shelf.object(name, of: location)
    guard Digest.blake2b256(bytes) == hashes[index] else {
      throw .fault(ClipFault(.hash, name, "the object changed while it was read"))
    }
    return try Self.fragments(of: UInt32(index), bytes, opener).flatMap(\.media)
  }

  private static func fragments(
    of segment: UInt32, _ bytes: [UInt8], _ opener: borrowing ClipOpener
  ) throws(PlayerError) -> [Fragment] {
    do throws(ClipFault) {
      return try opener.open(segment: segment, bytes: bytes).map(\.fragment)
    } catch {
      throw .fault(error)
    }
  }
}
