package import CallPolicy

/// The picture of a state: told apart by its form alone, readable on light and on dark panels.
package struct TrayIcon: Equatable, Sendable {
  /// The sizes that hosts are given, in pixels.
  package static let sizes = [16, 22, 24, 32, 48, 64]

  private static let grid = 16.0
  /// How far the light edge reaches around each form, on the grid.
  private static let edge = 1.0
  private static let light: UInt32 = 0xffffff
  private static let ink: UInt32 = 0x1f2933
  private static let signal: UInt32 = 0xb3261e

  private let state: AgentState

  package init(_ state: AgentState) {
    self.state = state
  }

  /// The icon's file below `packaging/icons`.
  package var fileName: String { "callreel-\(state.rawValue).svg" }

  private var colour: UInt32 { state == .recording ? Self.signal : Self.ink }

  private var shapes: [TrayShape] {
    let ring = TrayShape.ring(x: 8, y: 8, radius: 5.25, width: 1.75)
    switch state {
    case .idle: return [ring]
    case .armed: return [ring, .disc(x: 8, y: 8, radius: 2)]
    case .recording: return [.disc(x: 8, y: 8, radius: 6)]
    case .held:
      return [3.5, 9.5].map { .bar(x: $0, y: 3, width: 3, height: 10, rounding: 0.5) }
    case .privateOn:
      return [
        .arch(x: 8, y: 6.5, radius: 3, width: 1.75),
        .bar(x: 3, y: 6.5, width: 10, height: 7, rounding: 1),
      ]
    case .off: return [ring, .line(fromX: 4.25, fromY: 11.75, toX: 11.75, toY: 4.25, width: 1.75)]
    }
  }

  /// The icon as rows of pixels of four bytes: alpha, red, green, blue, none of them multiplied.
  package func pixels(size: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size * size * 4)
    let shapes = shapes
    let scale = Double(size) / Self.grid
    for row in 0..<size {
      for column in 0..<size {
        let x = (Double(column) + 0.5) / scale
        let y = (Double(row) + 0.5) / scale
        let distance = shapes.map { $0.distance(x: x, y: y) }.min() ?? Self.grid
        let inner = Self.coverage(distance * scale)
        let outer = Self.coverage((distance - Self.edge) * scale)
        bytes.append(UInt8(outer * 255))
        for shift in [UInt32(16), 8, 0] {
          let dark = Double(colour >> shift & 0xff)
          let pale = Double(Self.light >> shift & 0xff)
          bytes.append(UInt8(outer > 0 ? pale + (dark - pale) * inner / outer : 0))
        }
      }
    }
    return bytes
  }

  /// The icon as a file for icon themes, the same for ever.
  package var scalable: String {
    let edge = shapes.map { $0.element(colour: Self.name(Self.light), growth: Self.edge) }
    let forms = shapes.map { $0.element(colour: Self.name(colour), growth: 0) }
    return
      (["<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\">"]
      + (edge + forms).map { "  " + $0 } + ["</svg>", ""]).joined(separator: "\n")
  }

  private static func name(_ colour: UInt32) -> String {
    let digits = String(colour, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// How much of a pixel lies inside an edge at this distance, in pixels.
  private static func coverage(_ distance: Double) -> Double { min(max(0.5 - distance, 0), 1) }
}
