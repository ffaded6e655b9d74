import Geometry

/// The command line: `--class NAME --title TEXT --geometry WxH+X+Y`.
struct Options: Equatable {
  struct Usage: Error {}

  var windowClass = "callreel-demo"
  var title = "Callreel demonstration"
  var frame = PixelRegion(x: 60, y: 60, width: 640, height: 480)

  init(_ arguments: [String]) throws(Usage) {
    var rest = arguments[...]
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { throw Usage() }
      switch name {
      case "--class": windowClass = value
      case "--title": title = value
      case "--geometry":
        guard let region = Self.geometry(value) else { throw Usage() }
        frame = region
      default: throw Usage()
      }
    }
  }

  /// Reads X's way to write a place: `640x480+60+60`.
  private static func geometry(_ text: String) -> PixelRegion? {
    let numbers = text.split { $0 == "x" || $0 == "+" }.compactMap { Int($0) }
    guard numbers.count == 4, numbers[0] > 0, numbers[1] > 0 else { return nil }
    return PixelRegion(x: numbers[2], y: numbers[3], width: numbers[0], height: numbers[1])
  }
}
