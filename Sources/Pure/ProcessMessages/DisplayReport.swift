package import ByteCoding

/// What an X server offers for filming, as `callreel-redaction` tells it before anything else.
package struct DisplayReport: ProcessMessage, Equatable {
  /// An extension of the X server that a film needs, or is better with.
  package enum Extension: UInt8, CaseIterable, Sendable {
    case fixes = 1
    case damage = 2
    case shape = 3
    case randr = 4
    case composite = 5
    case sharedMemory = 6

    /// The name that the X server knows it by.
    package var name: String {
      switch self {
      case .fixes: "XFIXES"
      case .damage: "DAMAGE"
      case .shape: "SHAPE"
      case .randr: "RANDR"
      case .composite: "Composite"
      case .sharedMemory: "MIT-SHM"
      }
    }

    /// Whether nothing is filmed without it.
    package var isNeeded: Bool { [.fixes, .damage, .shape].contains(self) }
  }

  /// Why nothing is filmed here, whatever the server has.
  package var refusal: DisplayRefusal?
  package var missing: [Extension]
  package var hasCompositor: Bool
  /// Whether a tray takes XEmbed icons in.
  package var hasEmbeddingTray: Bool

  package init(
    refusal: DisplayRefusal?, missing: [Extension] = [], hasCompositor: Bool = false,
    hasEmbeddingTray: Bool = false
  ) {
    self.refusal = refusal
    self.missing = missing
    self.hasCompositor = hasCompositor
    self.hasEmbeddingTray = hasEmbeddingTray
  }

  package func write(to writer: inout ByteWriter) {
    writer.flag(refusal != nil)
    if let refusal { writer.integer(refusal.rawValue) }
    writer.list(missing) { $0.integer($1.rawValue) }
    writer.flag(hasCompositor)
    writer.flag(hasEmbeddingTray)
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> DisplayReport {
    DisplayReport(
      refusal: try reader.flag() ? try reader.choice() : nil,
      missing: try reader.list { reader throws(ByteError) in try reader.choice() },
      hasCompositor: try reader.flag(), hasEmbeddingTray: try reader.flag())
  }
}
