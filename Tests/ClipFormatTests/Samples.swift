import ClipFormat
import Timeline

/// Values that more than one suite needs.
enum Sample {
  static let hash = [UInt8](repeating: 7, count: 32)
  static let openingHash = [UInt8](repeating: 9, count: 32)

  static func clip(_ number: UInt8 = 1) throws -> ClipIdentifier {
    guard let clip = ClipIdentifier(bytes: [UInt8](repeating: number, count: 16)) else {
      throw FormatError(.encoding, "no identifier")
    }
    return clip
  }

  static func span(_ start: Int64, _ end: Int64) -> CallSpan {
    CallSpan(start: CallTime(milliseconds: start), end: CallTime(milliseconds: end))
  }

  static func header(
    segment: UInt32 = 0, index: UInt32 = 0, previous: [UInt8] = openingHash,
    position: SegmentPosition = .starts, span: CallSpan = span(0, 2_000),
    longestObservation: UInt16 = 70, gaps: [ClearGap] = []
  ) throws -> FragmentHeader {
    FragmentHeader(
      clip: try clip(), openingHash: openingHash, segment: segment, index: index,
      previousHash: previous, position: position, span: span,
      longestObservation: longestObservation, gaps: gaps, ciphertextLength: 100,
      ciphertextHash: hash)
  }

  static func fragment(
    span: CallSpan = span(0, 2_000), gaps: [Gap] = [], manifest: FragmentManifest? = nil,
    longestObservation: Int64 = 70, media: [UInt8] = []
  ) -> Fragment {
    Fragment(
      span: span, gaps: gaps, startsSegment: true, longestObservation: longestObservation,
      manifest: manifest ?? FragmentManifest(frames: 2, ticks: 30), media: media)
  }
}
