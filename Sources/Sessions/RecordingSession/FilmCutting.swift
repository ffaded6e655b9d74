import Timeline

/// Where fragments and segments end: the pure half of cutting a film.
struct FilmCutting: Equatable {
  static let fragmentMilliseconds: Int64 = 2000

  let segmentMilliseconds: Int64
  private(set) var fragmentStart: CallTime
  private(set) var segmentStart: CallTime
  /// Whether the fragment that runs now is the first of its segment.
  private(set) var startsSegment = true

  init(from start: CallTime, segmentMilliseconds: Int64) {
    self.segmentMilliseconds = segmentMilliseconds
    fragmentStart = start
    segmentStart = start
  }

  /// Where the fragment that runs now ends, if nothing ends it before.
  var boundary: CallTime {
    min(fragmentStart + Self.fragmentMilliseconds, segmentStart + segmentMilliseconds)
  }

  /// The next fragment starts where the last one ended.
  mutating func advance() {
    let boundary = boundary
    startsSegment = boundary - segmentStart >= segmentMilliseconds
    fragmentStart = boundary
    if startsSegment { segmentStart = boundary }
  }
}
