package import Geometry
package import Timeline

/// Names one accessible object for as long as it lives.
package struct FieldName: Hashable, Sendable {
  package var program: String
  package var path: String

  package init(program: String, path: String) {
    self.program = program
    self.path = path
  }

  /// AT-SPI's reference to no object.
  package var isNothing: Bool { program.isEmpty || path == "/org/a11y/atspi/null" }
}

/// A field of a program whose text must not be seen, in the toolkit's units.
package struct ScannedField: Equatable, Sendable {
  package var name: FieldName
  package var extents: PixelRegion
  /// False in a tab or on a page that is not in front.
  package var isShowing: Bool
  /// The field is gone and nothing known stands in its place.
  package var isGone: Bool
  /// Nothing of it stays when it goes: a list of the browser's own.
  package var isPassing: Bool

  package init(
    name: FieldName, extents: PixelRegion, isShowing: Bool, isGone: Bool = false,
    isPassing: Bool = false
  ) {
    self.isGone = isGone
    self.isPassing = isPassing
    self.name = name
    self.extents = extents
    self.isShowing = isShowing
  }
}

/// A page that a browser shows; its address was compared and forgotten (N18).
package struct ScannedDocument: Equatable, Sendable {
  package var name: FieldName
  package var extents: PixelRegion
  /// The rules of the policy, by their number, whose `url` its address matches.
  package var matching: Set<Int>
  package var hasChildren: Bool

  package init(
    name: FieldName, extents: PixelRegion, matching: Set<Int>, hasChildren: Bool
  ) {
    self.name = name
    self.extents = extents
    self.matching = matching
    self.hasChildren = hasChildren
  }
}

/// What one program told of itself in one scan.
package struct ScannedProgram: Equatable, Sendable {
  package var toolkit: Toolkit
  /// The questions were asked after this moment, and answered before the other.
  package var started: CallTime
  package var ended: CallTime
  /// How long the program took over the first answer, in milliseconds.
  package var latency: Int64
  /// The sizes of its top-level windows.
  package var frames: [PixelSize]
  /// Where its private windows are, in the toolkit's units.
  package var privateFrames: [PixelRegion]
  /// How far extents that are relative to a window may be off to the right and down, in the
  /// toolkit's units: one for each window that has borders.
  package var borders: Set<FrameBorder>
  package var fields: [ScannedField]
  /// Those that show.
  package var documents: [ScannedDocument]
  /// Fields for text, where it was asked for them.
  package var entries: Set<FieldName>?
  /// Only fields of before were asked where they are.
  package var isGlance: Bool

  package init(
    toolkit: Toolkit, started: CallTime, ended: CallTime, latency: Int64 = 0,
    frames: [PixelSize], privateFrames: [PixelRegion] = [],
    borders: Set<FrameBorder> = [.none], fields: [ScannedField], documents: [ScannedDocument],
    entries: Set<FieldName>? = nil, isGlance: Bool = false
  ) {
    self.entries = entries
    self.privateFrames = privateFrames
    self.borders = borders
    self.isGlance = isGlance
    self.toolkit = toolkit
    self.started = started
    self.ended = ended
    self.latency = latency
    self.frames = frames
    self.fields = fields
    self.documents = documents
  }
}

/// What lies to the left of and above a window's content, in the toolkit's units.
package struct FrameBorder: Hashable, Sendable {
  package static let none = FrameBorder(left: 0, top: 0)

  package var left: Int
  package var top: Int

  package init(left: Int, top: Int) {
    self.left = left
    self.top = top
  }
}
