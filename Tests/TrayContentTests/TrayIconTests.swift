import CallPolicy
import LinuxSystem
import Testing

@testable import TrayContent

@Suite("Tray icons") struct TrayIconTests {
  /// The icon as it looks on a panel of one brightness, in brightness alone.
  private func seen(_ state: AgentState, size: Int, on panel: Double) -> [Double] {
    let bytes = TrayIcon(state).pixels(size: size)
    return stride(from: 0, to: bytes.count, by: 4).map { index in
      let alpha = Double(bytes[index]) / 255
      let brightness =
        0.3 * Double(bytes[index + 1]) + 0.59 * Double(bytes[index + 2])
        + 0.11 * Double(bytes[index + 3])
      return alpha * brightness + (1 - alpha) * panel
    }
  }

  @Test("have as many pixels as they say", arguments: AgentState.allCases)
  func size(state: AgentState) {
    for size in TrayIcon.sizes {
      #expect(TrayIcon(state).pixels(size: size).count == size * size * 4)
    }
  }

  @Test(
    "are told apart without colour at 16 pixels, on light, grey and dark panels",
    arguments: [255.0, 128, 0])
  func apart(panel: Double) {
    for (index, one) in AgentState.allCases.enumerated() {
      for other in AgentState.allCases.dropFirst(index + 1) {
        let pairs = zip(seen(one, size: 16, on: panel), seen(other, size: 16, on: panel))
        // Pixels that differ by a third of all brightness.
        let different = pairs.count { abs($0 - $1) > 85 }
        #expect(different >= 12, "\(one) and \(other) differ in \(different) pixels")
      }
    }
  }

  @Test("stand out from any panel", arguments: AgentState.allCases)
  func contrast(state: AgentState) {
    for panel in stride(from: 0.0, through: 255, by: 15) {
      let strong = seen(state, size: 16, on: panel).count { abs($0 - panel) > 85 }
      #expect(strong >= 12, "\(state) on \(panel): \(strong) pixels")
    }
  }

  @Test("lie as files in packaging/icons, as they are drawn", arguments: AgentState.allCases)
  func files(state: AgentState) throws {
    let root = (0..<3).reduce(#filePath) { path, _ in Files.parent(of: path) }
    let icon = TrayIcon(state)
    let path = root + "/packaging/icons/" + icon.fileName
    if Account.variable("CALLREEL_WRITE_ICONS") != nil {
      try? Files.remove(path)
      try Files.create(path: path, Array(icon.scalable.utf8), mode: 0o644)
    }
    let file = try Files.read(path: path, limit: 4096)
    #expect(String(decoding: file, as: UTF8.self) == icon.scalable)
  }
}
