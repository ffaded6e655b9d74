package import ClipFormat
package import Timeline

/// One sealed fragment, ready for the spool; only a ``ClipSealer`` makes one (P5).
package struct SealedFragment: Sendable {
  package let segment: UInt32
  package let index: UInt32
  package let startsSegment: Bool
  package let span: CallSpan
  /// To be appended to the segment's object; begins with its first ten bytes where it starts one.
  package let bytes: [UInt8]

  init(
    segment: UInt32, index: UInt32, startsSegment: Bool, span: CallSpan, bytes: [UInt8]
  ) {
    self.segment = segment
    self.index = index
    self.startsSegment = startsSegment
    self.span = span
    self.bytes = bytes
  }

  package var name: ObjectName { .segment(segment) }
}

/// The last fragment that a cut kept.
package struct FragmentReference: Hashable, Sendable {
  package let segment: UInt32
  package let index: UInt32
  package let end: CallTime
  /// What the segment's object is to be cut to; later segments are to be removed.
  package let segmentBytes: Int

  init(segment: UInt32, index: UInt32, end: CallTime, segmentBytes: Int) {
    self.segment = segment
    self.index = index
    self.end = end
    self.segmentBytes = segmentBytes
  }
}

/// The closing object; only a sealer or a closer makes one.
package struct SealedClosing: Sendable {
  package let bytes: [UInt8]
  package let filmedMilliseconds: Int64
  /// Less film than the opening record's minimum: the clip is to be destroyed, not stored (F1).
  package let isTooShort: Bool

  init(bytes: [UInt8], filmedMilliseconds: Int64, isTooShort: Bool) {
    self.bytes = bytes
    self.filmedMilliseconds = filmedMilliseconds
    self.isTooShort = isTooShort
  }
}
