package import Timeline

/// Where fragments and segments end: the pure half of cutting a film.
package struct FilmCutting: Equatable {
  package static let fragmentMilliseconds: Int64 = 2000

  package let segmentMilliseconds: Int64
  package private(set) var fragmentStart: CallTime
  package private(set) var segmentStart: CallTime
  /// Whether the fragment that runs now is the first of its segment.
  package private(set) var startsSegment = true

  package init(from start: CallTime, segmentMilliseconds: Int64) {
    self.segmentMilliseconds = segmentMilliseconds
    fragmentStart = start
    segmentStart = start
  }

  /// Where the fragment that runs now ends, if nothing ends it before.
  package var boundary: CallTime {
    min(fragmentStart + Self.fragmentMilliseconds, segmentStart + segmentMilliseconds)
  }

  /// The next fragment starts where the last one ended.
  package mutating func advance() {
    let boundary = boundary
    startsSegment = boundary - segmentStart >= segmentMilliseconds
    fragmentStart = boundary
    if startsSegment { segmentStart = boundary }
  }

  /// The next fragment starts at `time`, which is before ``boundary``: the running one is heavy.
  package mutating func startFragment(at time: CallTime) {
    fragmentStart = time
    startsSegment = false
  }

  /// A segment starts at `time`, which is not after ``boundary``: from there on the film has other
  /// tracks, and sizes change only at a segment.
  package mutating func startSegment(at time: CallTime) {
    self = FilmCutting(from: time, segmentMilliseconds: segmentMilliseconds)
  }
}
