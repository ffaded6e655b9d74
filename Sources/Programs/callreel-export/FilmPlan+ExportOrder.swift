import ProcessMessages
import VideoEncoding

extension FilmPlan {
  init(_ order: ExportOrder) {
    self.init(
      container: order.format == .mp4 ? .mp4 : .matroska, end: order.end, gaps: order.gaps,
      chapters: order.chapters.map { Chapter(span: $0.span, title: $0.title) },
      metadata: order.metadata.map { Tag(key: $0.key, value: $0.value) },
      sizes: Dictionary(uniqueKeysWithValues: order.sizes.map { (Int($0.key), $0.value) }))
  }
}
