/// A form of which icons are made, on a grid of 16 by 16.
enum TrayShape: Equatable {
  case disc(x: Double, y: Double, radius: Double)
  case ring(x: Double, y: Double, radius: Double, width: Double)
  /// The upper half of a ring, with round ends.
  case arch(x: Double, y: Double, radius: Double, width: Double)
  case bar(x: Double, y: Double, width: Double, height: Double, rounding: Double)
  case line(fromX: Double, fromY: Double, toX: Double, toY: Double, width: Double)

  /// How far a point is from the form; negative inside.
  func distance(x: Double, y: Double) -> Double {
    switch self {
    case .disc(let centreX, let centreY, let radius):
      return length(x - centreX, y - centreY) - radius
    case .ring(let centreX, let centreY, let radius, let width):
      return abs(length(x - centreX, y - centreY) - radius) - width / 2
    case .arch(let centreX, let centreY, let radius, let width):
      guard y > centreY else {
        return abs(length(x - centreX, y - centreY) - radius) - width / 2
      }
      return length(abs(x - centreX) - radius, y - centreY) - width / 2
    case .bar(let left, let top, let width, let height, let rounding):
      let beyondX = abs(x - left - width / 2) - width / 2 + rounding
      let beyondY = abs(y - top - height / 2) - height / 2 + rounding
      return length(max(beyondX, 0), max(beyondY, 0)) + min(max(beyondX, beyondY), 0) - rounding
    case .line(let fromX, let fromY, let toX, let toY, let width):
      let (alongX, alongY) = (toX - fromX, toY - fromY)
      let share =
        ((x - fromX) * alongX + (y - fromY) * alongY) / (alongX * alongX + alongY * alongY)
      let part = min(max(share, 0), 1)
      return length(x - fromX - part * alongX, y - fromY - part * alongY) - width / 2
    }
  }

  /// The form as an element of SVG, grown by `growth` on all sides.
  func element(colour: String, growth: Double) -> String {
    func stroked(_ width: Double) -> String {
      "fill=\"none\" stroke=\"\(colour)\" stroke-width=\"\(width + 2 * growth)\""
    }
    switch self {
    case .disc(let x, let y, let radius):
      return "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"\(radius + growth)\" fill=\"\(colour)\"/>"
    case .ring(let x, let y, let radius, let width):
      return "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"\(radius)\" \(stroked(width))/>"
    case .arch(let x, let y, let radius, let width):
      return "<path d=\"M\(x - radius) \(y)a\(radius) \(radius) 0 0 1 \(2 * radius) 0\" "
        + "\(stroked(width)) stroke-linecap=\"round\"/>"
    case .bar(let x, let y, let width, let height, let rounding):
      return "<rect x=\"\(x - growth)\" y=\"\(y - growth)\" width=\"\(width + 2 * growth)\" "
        + "height=\"\(height + 2 * growth)\" rx=\"\(rounding + growth)\" fill=\"\(colour)\"/>"
    case .line(let fromX, let fromY, let toX, let toY, let width):
      return "<path d=\"M\(fromX) \(fromY)L\(toX) \(toY)\" "
        + "\(stroked(width)) stroke-linecap=\"round\"/>"
    }
  }
}

private func length(_ x: Double, _ y: Double) -> Double { (x * x + y * y).squareRoot() }
