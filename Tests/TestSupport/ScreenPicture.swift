package import CallPolicy
package import Geometry
import LinuxSystem
import TrayContent

/// A picture of a whole screen, taken for a test that judges what a person sees.
package struct ScreenPicture {
  package let size: PixelSize
  /// Red, green and blue of each pixel.
  package let bytes: [UInt8]

  /// Takes one of the desk's display.
  package init(of desk: Desk) throws {
    let line = try desk.run("xdpyinfo").split(separator: "\n").first { $0.contains("dimensions:") }
    let words = line?.split(separator: " ").dropFirst().first?.split(separator: "x") ?? []
    let numbers = words.compactMap { Int($0) }
    guard numbers.count == 2 else { throw TestTimeout("the screen's size") }
    size = PixelSize(width: numbers[0], height: numbers[1])
    bytes = try TestProgram.output(
      of: "ffmpeg",
      [
        "-loglevel", "error", "-f", "x11grab", "-draw_mouse", "0", "-video_size",
        "\(size.width)x\(size.height)", "-i", desk.display, "-frames:v", "1", "-f", "rawvideo",
        "-pix_fmt", "rgb24", "-",
      ], environment: desk.environment)
    if let folder = Account.variable("CALLREEL_PICTURES") { try keep(below: folder) }
  }

  /// Where the icon of a state shows best in the panel at the lower edge, and which part of its
  /// pixels is as it should be; zero for what is less like it than ``likeness``.
  ///
  /// `near`: where one was seen before; nil looks everywhere.
  package func place(
    of state: AgentState, near: PixelRegion? = nil
  ) -> (region: PixelRegion, share: Double) {
    var best = (PixelRegion(x: 0, y: 0, width: 0, height: 0), 0.0)
    for side in near.map({ $0.width...$0.width }) ?? 16...24 {
      let icon = TrayIcon(state).pixels(size: side)
      // Spread over the icon, so that a wrong place is known for one soon.
      let all = (0..<11).flatMap { stride(from: $0, to: side * side, by: 11) }
      let spread = all.filter { icon[$0 * 4] == 255 } + all.filter { icon[$0 * 4] < 255 }
      let rows = near.map { $0.y - 1...$0.y + 1 } ?? size.height - Self.panelHeight...size.height
      let columns = near.map { $0.x - 1...$0.x + 1 } ?? 0...size.width / 4
      for y in rows where y + side <= size.height {
        for x in columns where x >= 0 {
          let share = share(of: spread, icon, side, x, y)
          if share > best.1 {
            best = (PixelRegion(x: x, y: y, width: side, height: side), share)
          }
        }
      }
    }
    return best
  }

  /// The state whose icon shows; nil where none does.
  package func shownState(near: PixelRegion? = nil) -> AgentState? {
    let found = AgentState.allCases.map { ($0, place(of: $0, near: near).share) }
      .max { $0.1 < $1.1 }
    return found.flatMap { $0.1 > 0 ? $0.0 : nil }
  }

  private static let panelHeight = 40
  /// Panels scale icons, and edges are then blurred.
  private static let likeness = 0.8

  private func share(
    of pixels: [Int], _ icon: [UInt8], _ side: Int, _ left: Int, _ top: Int
  ) -> Double {
    let allowed = Int(Double(pixels.count) * (1 - Self.likeness))
    // The corner of each icon shows the panel.
    let corner = (top * size.width + left) * 3
    var wrong = 0
    return bytes.withUnsafeBufferPointer { screen in
      icon.withUnsafeBufferPointer { icon in
        for pixel in pixels {
          let place = ((top + pixel / side) * size.width + left + pixel % side) * 3
          let alpha = Int(icon[pixel * 4])
          for part in 0..<3 {
            let panel = Int(screen[corner + part])
            let expected = (alpha * Int(icon[pixel * 4 + 1 + part]) + (255 - alpha) * panel) / 255
            let difference = Int(screen[place + part]) - expected
            if difference > 64 || difference < -64 {
              wrong += 1
              if wrong > allowed { return 0 }
              break
            }
          }
        }
        return Double(pixels.count - wrong) / Double(max(1, pixels.count))
      }
    }
  }

  /// Keeps the picture for a person to look at.
  private func keep(below folder: String) throws {
    let header = Array("P6\n\(size.width) \(size.height)\n255\n".utf8)
    try Files.create(path: folder + "/\(Clock.bootNanoseconds).ppm", header + bytes)
  }
}
