/// The largest values that a clip may hold; a writer stops at them and a reader refuses beyond.
///
/// The numbers are those of callreel-clip(5), section LIMITS.
package enum FormatLimits {
  /// One day of call, in milliseconds.
  package static let timelineMilliseconds: Int64 = 86_400_000
  /// Unix times in milliseconds, of the years 1 to 9999 in UTC: other days may overflow.
  package static let unixMilliseconds: Range<Int64> = -62_135_596_800_000..<253_402_300_800_000
  package static let fragmentMilliseconds: Int64 = 10_000
  /// A longer stretch without an observation is a gap (F2).
  package static let observationMilliseconds: Int64 = 1_000
  /// Bytes of manifest, film and padding of one fragment.
  package static let plaintextBytes = 32 << 20
  package static let manifestBytes = 1 << 20
  package static let segmentBytes = 128 << 20
  package static let segments = 100_000
  package static let fragmentsPerSegment = 1_024
  package static let fragments: UInt32 = 1_000_000
  /// Gaps of one list, and of a whole clip: what a reader has to keep of it.
  package static let gaps = 4_096
  package static let clipGaps = 65_536
  package static let manifestEntries = 4_096
  package static let recipients = 64
  package static let nameBytes = 256
  /// Statements beside one clip.
  package static let statements = 64
  /// The sealed part of a statement, in bytes; the longest request fits in.
  package static let statementBytes = 8_192
  /// What a request or an answer says.
  package static let messageBytes = 4_096
  package static let retentionDays = 183
  /// Longer after its day a clip without a closing object is told of.
  package static let openDays = 2
  /// Observations a second (F2).
  package static let rates: ClosedRange<UInt8> = 5...30
  /// An opening, closing or key object; the largest opening stays far below.
  package static let recordBytes = 1 << 20
  /// Video tracks of one segment.
  package static let tracks = 64
  /// Boxes of a film in one container; a real fragment has a handful.
  package static let boxes = 4_096
  package static let workstations = 4_096
  /// A sealed list of draws, in bytes, and how many days after its campaign it is kept.
  package static let drawListBytes = 65 << 20
  package static let drawDays = 90
  /// The text file of a key or an order, in bytes.
  package static let textBytes = 4_096
  /// The text file of a list of workstations, in bytes.
  package static let listTextBytes = 1 << 20
}
