import Geometry

/// One line of standard input.
enum Command: Equatable {
  case colour(UInt32)
  case form
  case text(String)
  case move(x: Int, y: Int)
  case resize(PixelSize)
  case raise
  case lower
  case map
  case unmap
  case title(String)
  case sync(String)

  struct Unknown: Error {}

  init(_ line: String) throws(Unknown) {
    let parts = line.split(separator: " ", maxSplits: 1)
    let rest = parts.count > 1 ? String(parts[1]) : ""
    let numbers = rest.split(separator: " ").compactMap { Int($0) }
    switch parts.first {
    case "colour":
      guard rest.count == 6, let rgb = UInt32(rest, radix: 16) else { throw Unknown() }
      self = .colour(rgb)
    case "form": self = .form
    case "text": self = .text(rest)
    case "move" where numbers.count == 2: self = .move(x: numbers[0], y: numbers[1])
    case "resize" where numbers.count == 2:
      self = .resize(PixelSize(width: numbers[0], height: numbers[1]))
    case "raise": self = .raise
    case "lower": self = .lower
    case "map": self = .map
    case "unmap": self = .unmap
    case "title": self = .title(rest)
    case "sync": self = .sync(rest)
    default: throw Unknown()
    }
  }
}
