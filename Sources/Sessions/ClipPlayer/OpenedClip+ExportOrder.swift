internal import ClipFormat
internal import ProcessMessages
internal import Timeline

extension OpenedClip {
  /// What the program that joins the film is told; purpose and expiry go with the film (N11).
  func order(_ format: ExportOrder.Format) -> ExportOrder {
    let record = report.opening
    let notice = "for training only, not for appraisal; delete before \(record.expiry.text)"
    return ExportOrder(
      format: format, end: report.end, gaps: report.gaps.map(\.span),
      chapters: ChapterMarks.chapters(events: events, gaps: gaps, end: report.end),
      metadata: [
        .init(key: "title", value: "Callreel \(record.location.clip.text)"),
        .init(key: "comment", value: notice),
        .init(key: "purpose", value: record.purpose.name),
        .init(key: "clip", value: record.location.clip.text),
        .init(key: "expiry", value: record.expiry.text),
        .init(key: "use", value: "not for appraisal"),
      ]
        + statements.enumerated().map { number, statement in
          .init(key: "statement\(number + 1)", value: statement.text)
        },
      sizes: sizes.tracks)
  }
}
