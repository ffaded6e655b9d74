package import ByteCoding
package import Geometry

/// What the recorder films and how, known before any call: enough to make itself ready.
package struct FilmOrder: ProcessMessage {
  /// A window of the policy (F5).
  package struct Window: Equatable, Sendable {
    package var windowClass: String
    package var title: String?
    package var executable: String?
    /// The pattern that the document's address must match, for browsers.
    package var url: String?
    /// Only the document shows, without tabs and address bar.
    package var showsDocumentOnly: Bool
    /// The policy says `accessibility = "none-needed"`.
    package var needsNoAccessibility: Bool

    package init(
      windowClass: String, title: String?, executable: String?, url: String?,
      showsDocumentOnly: Bool, needsNoAccessibility: Bool
    ) {
      self.windowClass = windowClass
      self.title = title
      self.executable = executable
      self.url = url
      self.showsDocumentOnly = showsDocumentOnly
      self.needsNoAccessibility = needsNoAccessibility
    }
  }

  /// A `[[sensitive]]` field of the policy that is found by what its program says of it.
  package struct Field: Equatable, Sendable {
    package enum Kind: UInt8, Sendable {
      case name = 1
      case label = 2
      case role = 3
    }

    package var kind: Kind
    package var pattern: String

    package init(_ kind: Kind, _ pattern: String) {
      self.kind = kind
      self.pattern = pattern
    }
  }

  package var windows: [Window]
  /// Regions that are always masked in every listed window, in window pixels (N16).
  package var sensitiveRegions: [PixelRegion]
  /// Observations a second (F2).
  package var rate: Int
  package var segmentSeconds: Int
  package var lookbackMilliseconds: Int
  /// Fields that are masked like passwords where their programs name them (N16).
  package var sensitiveFields: [Field]
  package var spool: String
  package var workstationKeyFile: String

  package init(
    windows: [Window], sensitiveRegions: [PixelRegion], rate: Int, segmentSeconds: Int,
    lookbackMilliseconds: Int, sensitiveFields: [Field], spool: String,
    workstationKeyFile: String
  ) {
    self.windows = windows
    self.sensitiveRegions = sensitiveRegions
    self.rate = rate
    self.segmentSeconds = segmentSeconds
    self.lookbackMilliseconds = lookbackMilliseconds
    self.sensitiveFields = sensitiveFields
    self.spool = spool
    self.workstationKeyFile = workstationKeyFile
  }

  package func write(to writer: inout ByteWriter) {
    writer.list(windows) { writer, window in
      writer.text(window.windowClass)
      writer.optional(window.title)
      writer.optional(window.executable)
      writer.optional(window.url)
      writer.flag(window.showsDocumentOnly)
      writer.flag(window.needsNoAccessibility)
    }
    writer.list(sensitiveRegions) { writer, region in writer.region(region) }
    for number in [rate, segmentSeconds, lookbackMilliseconds] {
      writer.integer(UInt32(clamping: number))
    }
    writer.list(sensitiveFields) { writer, field in
      writer.integer(field.kind.rawValue)
      writer.text(field.pattern)
    }
    writer.text(spool)
    writer.text(workstationKeyFile)
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> FilmOrder {
    FilmOrder(
      windows: try reader.list { reader throws(ByteError) in
        Window(
          windowClass: try reader.text(), title: try reader.optionalText(),
          executable: try reader.optionalText(), url: try reader.optionalText(),
          showsDocumentOnly: try reader.flag(), needsNoAccessibility: try reader.flag())
      },
      sensitiveRegions: try reader.list { reader throws(ByteError) in try reader.region() },
      rate: Int(try reader.integer(UInt32.self)),
      segmentSeconds: Int(try reader.integer(UInt32.self)),
      lookbackMilliseconds: Int(try reader.integer(UInt32.self)),
      sensitiveFields: try reader.list { reader throws(ByteError) in
        guard let kind = Field.Kind(rawValue: try reader.integer(UInt8.self)) else {
          throw .malformed
        }
        return Field(kind, try reader.text())
      }, spool: try reader.text(),
      workstationKeyFile: try reader.text())
  }
}
