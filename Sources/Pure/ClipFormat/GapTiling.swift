internal import ByteCoding
package import Timeline

/// A gap as a store's operator sees it.
package struct ClearGap: Hashable, Sendable {
  package var span: CallSpan
  package var kind: GapKind

  package init(span: CallSpan, kind: GapKind) {
    self.span = span
    self.kind = kind
  }
}

/// Brings gaps into their one form: adjoining gaps that say the same are one gap.
///
/// A private moment that turns into a locked screen leaves no seam (N12), and the clear kinds show
/// no seam between hold and private.
package enum GapTiling {
  package static func merged(_ gaps: [Gap]) -> [Gap] {
    var result: [Gap] = []
    for gap in gaps {
      if let last = result.last, last.reason == gap.reason, last.span.end == gap.span.start {
        result[result.count - 1].span.end = gap.span.end
      } else {
        result.append(gap)
      }
    }
    return result
  }

  package static func clear(_ gaps: [Gap]) -> [ClearGap] {
    var result: [ClearGap] = []
    for gap in gaps {
      if let last = result.last, last.kind == gap.reason.kind, last.span.end == gap.span.start {
        result[result.count - 1].span.end = gap.span.end
      } else {
        result.append(ClearGap(span: gap.span, kind: gap.reason.kind))
      }
    }
    return result
  }

  /// Whether the spans fill the stretch exactly, in order, none of them empty.
  package static func tiles(_ spans: [CallSpan], from start: CallTime, to end: CallTime) -> Bool {
    var reached = start
    for span in spans {
      guard span.start == reached, span.start < span.end else { return false }
      reached = span.end
    }
    return reached == end
  }

  static func hasSeam(_ gaps: [Gap]) -> Bool {
    zip(gaps, gaps.dropFirst()).contains { $0.reason == $1.reason && $0.span.end == $1.span.start }
  }

  static func hasSeam(_ gaps: [ClearGap]) -> Bool {
    zip(gaps, gaps.dropFirst()).contains { $0.kind == $1.kind && $0.span.end == $1.span.start }
  }
}

extension ByteWriter {
  mutating func clearGaps(_ gaps: [ClearGap]) {
    integer(UInt16(gaps.count))
    for gap in gaps {
      span(gap.span)
      integer(gap.kind.rawValue)
    }
  }

  mutating func gaps(_ gaps: [Gap]) {
    integer(UInt16(gaps.count))
    for gap in gaps {
      span(gap.span)
      integer(gap.reason.rawValue)
    }
  }
}

extension ByteReader {
  mutating func clearGaps() throws(ByteError) -> [ClearGap] {
    var gaps: [ClearGap] = []
    for _ in 0..<(try count(limit: FormatLimits.gaps)) {
      gaps.append(ClearGap(span: try span(), kind: try code()))
    }
    guard !GapTiling.hasSeam(gaps) else { throw .malformed }
    return gaps
  }

  mutating func gaps() throws(ByteError) -> [Gap] {
    var gaps: [Gap] = []
    for _ in 0..<(try count(limit: FormatLimits.gaps)) {
      gaps.append(Gap(span: try span(), reason: try code()))
    }
    guard !GapTiling.hasSeam(gaps) else { throw .malformed }
    return gaps
  }
}
