internal import ClipFormat
internal import Timeline

/// Opens the messages of one segment, in order, and makes the checks that only a key can make.
struct SegmentOpening: ~Copyable {
  private let fragmentKey: SecretBytes
  private var stream: SegmentReader?
  private var film = FilmTimes()

  init(fragmentKey: consuming SecretBytes) {
    self.fragmentKey = fragmentKey
  }

  /// The next fragment, after its entry was verified; `end` is where the film before it ends.
  mutating func open(
    _ entry: SegmentEntry, after end: CallTime
  ) throws(FormatError) -> OpenedFragment {
    let header = entry.header
    if header.position == .starts {
      stream = SegmentReader(key: fragmentKey, header: entry.streamHeader)
    }
    guard let plaintext = stream?.pull(entry.message, associated: header.associatedData) else {
      throw FormatError(.decryption, "fragment \(header.index) does not open")
    }
    let fragment = try Fragment(plaintext: plaintext, header: header, after: end)
    try film.accept(
      fragment.media, span: header.span, frames: fragment.manifest.frames,
      position: header.position)
    return OpenedFragment(header: header, fragment: fragment)
  }
}
