package import ByteCoding
package import Geometry
package import Timeline

/// What would be hidden of the windows that a policy lists, as `callreel-redaction` tells it.
///
/// Holds no title, address or text of a window (P10).
package struct RedactionReport: ProcessMessage, Equatable {
  /// One window on the screen.
  package struct Window: Equatable, Sendable {
    /// The X server's number of it.
    package var number: UInt32
    /// The number of the rule that lists it.
    package var rule: Int
    package var frame: PixelRegion
    package var view: View

    package init(number: UInt32, rule: Int, frame: PixelRegion, view: View) {
      self.number = number
      self.rule = rule
      self.frame = frame
      self.view = view
    }
  }

  /// How a window would be in a film.
  package enum View: Equatable, Sendable {
    /// Not at all; `isReachable`: its program is on the accessibility bus.
    case hidden(HiddenReason, isReachable: Bool)
    /// But for these regions, in window pixels.
    case shown(masks: [Mask])
  }

  /// A region that would be masked.
  package struct Mask: Equatable, Sendable {
    package enum Source: UInt8, CaseIterable, Sendable {
      /// Its program calls it a password field, or the policy names it.
      case field = 1
      case policyRegion = 2
      case beyondPage = 3
    }

    package var region: PixelRegion
    package var source: Source

    package init(_ region: PixelRegion, _ source: Source) {
      self.region = region
      self.source = source
    }
  }

  package var windows: [Window]

  package init(windows: [Window]) {
    self.windows = windows
  }

  package func write(to writer: inout ByteWriter) {
    writer.list(windows) { writer, window in
      writer.integer(window.number)
      writer.integer(UInt32(clamping: window.rule))
      writer.region(window.frame)
      switch window.view {
      case .hidden(let reason, let isReachable):
        writer.integer(UInt8(1))
        writer.integer(reason.rawValue)
        writer.flag(isReachable)
      case .shown(let masks):
        writer.integer(UInt8(2))
        writer.list(masks) { writer, mask in
          writer.region(mask.region)
          writer.integer(mask.source.rawValue)
        }
      }
    }
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> RedactionReport {
    RedactionReport(
      windows: try reader.list { reader throws(ByteError) in
        Window(
          number: try reader.integer(UInt32.self), rule: Int(try reader.integer(UInt32.self)),
          frame: try reader.region(), view: try View.read(from: &reader))
      })
  }
}

extension RedactionReport.View {
  fileprivate static func read(
    from reader: inout ByteReader
  ) throws(ByteError) -> RedactionReport.View {
    switch try reader.integer(UInt8.self) {
    case 1: .hidden(try reader.choice(), isReachable: try reader.flag())
    case 2:
      .shown(
        masks: try reader.list { reader throws(ByteError) in
          RedactionReport.Mask(try reader.region(), try reader.choice())
        })
    default: throw .malformed
    }
  }
}

extension ByteWriter {
  mutating func region(_ region: PixelRegion) {
    for number in [region.x, region.y, region.width, region.height] {
      integer(Int32(clamping: number))
    }
  }
}

extension ByteReader {
  mutating func region() throws(ByteError) -> PixelRegion {
    PixelRegion(
      x: Int(try integer(Int32.self)), y: Int(try integer(Int32.self)),
      width: Int(try integer(Int32.self)), height: Int(try integer(Int32.self)))
  }
}
