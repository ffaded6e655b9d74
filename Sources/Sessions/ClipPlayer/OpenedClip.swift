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
  package let happened: Happenings
  /// What was asked to be put right of it, by the day (N9).
  package let statements: [Statement]
  /// The length of each object, in bytes.
  package let objectBytes: [ObjectName: Int]
  /// Each track's largest width and height among the segments, where they can be read.
  let sizes: FilmSizes
  private let opener: ClipOpener
  private let shelf: ClipShelf
  /// Of each segment as it was checked.
  private let hashes: [[UInt8]]

  init(
    checking opener: consuming ClipOpener, by key: borrowing ReaderKey, on shelf: ClipShelf,
    keys: KeyPresence, _ progress: ClipProgress
  ) throws(PlayerError) {
    var gaps: [Gap] = []
    var happened = Happenings()
    var sizes = FilmSizes()
    var hashes: [[UInt8]] = []
    var objectBytes: [ObjectName: Int] = [:]
    let opened = opener
    let verdict = try shelf.pass(
      over: opened.record.location, keys: keys, progress: progress,
      check: { verifier, number, bytes throws(ClipFault) in
        var first: [UInt8]?
        try verifier.accept(segment: number, bytes: bytes, opener: opened) { fragment in
          gaps += fragment.fragment.gaps
          happened.add(fragment.fragment.manifest)
          first = first ?? fragment.fragment.media
        }
        hashes.append(Digest.blake2b256(bytes))
        if let first, let found = FilmSizes(declaredIn: first) { sizes.formUnion(found) }
      },
      visit: { name, bytes throws(PlayerError) in
        objectBytes[name] = bytes.count
        guard name == .closing else { return }
        do throws(ClipFault) {
          let detail = try opened.open(closing: bytes)
          gaps += detail?.gaps ?? []
          happened.events += detail?.events ?? []
        } catch {
          throw .fault(error)
        }
      })
    let report = try ClipShelf.report(verdict)
    let statements = try Statement.all(
      in: report, of: opened.callRecord.employee, openedBy: key)
    self.report = report
    self.statements = statements
    call = opened.callRecord
    workstation = opened.workstation
    self.gaps = GapTiling.merged(gaps)
    self.happened = happened
    self.objectBytes = objectBytes
    self.sizes = sizes
    self.hashes = hashes
    self.shelf = shelf
    self.opener = opened
  }

  package var events: [TimedEvent] { happened.events }

  package var location: ClipLocation { report.opening.location }

  var segments: Int { hashes.count }

  /// How many monitors the film shows, each on a track of its own.
  package var monitors: Int { sizes.tracks.count }

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
