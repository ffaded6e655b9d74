package import ClipFormat
internal import Timeline

/// A clip's film and gaps in one line of text, such as `████▒▒▒▒████  0:00 … 0:12`.
///
/// A cell that holds any part of a gap shows the gap, and a fault before a pause: none is too
/// short to be seen (P8).
package enum TimelinePicture {
  package enum Style: Sendable {
    case blocks
    /// For terminals without UTF-8.
    case ascii
  }

  private enum Cell: Int {
    case film, paused, fault
  }

  /// `width` counts the cells of the picture; the times come after them.
  package static func line(report: ClipReport, width: Int, style: Style = .blocks) -> String {
    line(timeline: report.timeline, end: report.end.milliseconds, width: width, style)
  }

  package static func line(
    timeline: [TimelineEntry], end: Int64, width: Int, _ style: Style
  ) -> String {
    let cells = (0..<width).map { cell in
      symbol(content(timeline, from: Int64(cell) * end, to: Int64(cell + 1) * end, width), style)
    }
    let dots = style == .blocks ? "…" : ".."
    return cells.joined() + "  0:00 \(dots) " + ClockText.short(CallTime(milliseconds: end))
  }

  /// What the symbols mean, of those that `report` needs.
  package static func legend(report: ClipReport, style: Style = .blocks) -> String {
    let kinds = Set(report.gaps.map(\.kind))
    let names: [(Cell, String)] =
      [(.film, "film")] + (kinds.contains(.paused) ? [(.paused, "paused")] : [])
      + (kinds.contains(.fault) ? [(.fault, "fault")] : [])
    return names.map { "\(symbol($0.0, style)) \($0.1)" }.joined(separator: "  ")
  }

  /// The bounds are milliseconds times the number of cells, so that nothing is rounded.
  private static func content(
    _ timeline: [TimelineEntry], from start: Int64, to end: Int64, _ width: Int
  ) -> Cell {
    var worst = Cell.film
    for case .gap(let gap) in timeline {
      let overlaps =
        gap.span.start.milliseconds * Int64(width) < end
        && gap.span.end.milliseconds * Int64(width) > start
      let cell: Cell = gap.kind == .fault ? .fault : .paused
      if overlaps, cell.rawValue > worst.rawValue { worst = cell }
    }
    return worst
  }

  private static func symbol(_ cell: Cell, _ style: Style) -> String {
    switch (cell, style) {
    case (.film, .blocks): "█"
    case (.paused, .blocks): "▒"
    case (.fault, .blocks): "╳"
    case (.film, .ascii): "#"
    case (.paused, .ascii): "-"
    case (.fault, .ascii): "x"
    }
  }
}
