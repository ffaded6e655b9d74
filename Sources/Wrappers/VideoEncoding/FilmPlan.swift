package import Geometry
package import Timeline

/// What an exported film carries besides pictures.
package struct FilmPlan: Equatable, Sendable {
  package enum Container: Equatable, Sendable {
    /// One ordinary MP4; the descriptor must be able to seek.
    case mp4
    /// A stream for a player; any descriptor.
    case matroska
  }

  /// A named stretch of the film.
  package struct Chapter: Equatable, Sendable {
    package var span: CallSpan
    package var title: String

    package init(span: CallSpan, title: String) {
      self.span = span
      self.title = title
    }
  }

  /// One line of the film's metadata.
  package struct Tag: Equatable, Sendable {
    package var key: String
    package var value: String

    package init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  package var container: Container
  /// Where the film ends on the call's timeline; it starts at 0.
  package var end: CallTime
  /// Stretches without film, in order; a blank card is shown there (F1).
  package var gaps: [CallSpan]
  package var chapters: [Chapter]
  package var metadata: [Tag]
  /// The size of each track by its number; none takes the first segment's tracks.
  package var sizes: [Int: PixelSize]

  package init(
    container: Container, end: CallTime, gaps: [CallSpan] = [], chapters: [Chapter] = [],
    metadata: [Tag] = [], sizes: [Int: PixelSize] = [:]
  ) {
    self.container = container
    self.end = end
    self.gaps = gaps
    self.chapters = chapters
    self.metadata = metadata
    self.sizes = sizes
  }
}
