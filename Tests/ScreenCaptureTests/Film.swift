import Geometry
import Glibc
import Timeline

@testable import Redaction
@testable import ScreenCapture

/// What a reader of the observations knows of the screen: nil where no listed window shows.
struct Film {
  let size: PixelSize
  private(set) var luma: [UInt8?]
  private(set) var windows: [VisibleWindow] = []
  private(set) var last: Observation?
  var now = CallTime.answered
  /// All pixel values that any patch ever brought.
  private(set) var everSeen: Set<UInt8> = []

  init(_ size: PixelSize) {
    self.size = size
    luma = Array(repeating: nil, count: size.width * size.height)
  }

  subscript(x: Int, y: Int) -> UInt8? { luma[y * size.width + x] }

  mutating func show(_ observation: Observation) {
    last = observation
    let before = windows
    windows = observation.windows
    var kept = RegionSet()
    for window in windows {
      guard let old = before.first(where: { $0.window == window.window }),
        (old.frame.x, old.frame.y) == (window.frame.x, window.frame.y)
      else { continue }
      kept.formUnion(old.visible.intersection(window.visible))
    }
    let shown = luma
    luma = Array(repeating: nil, count: luma.count)
    for part in kept.intersection(PixelRegion(size)).regions {
      for y in part.y..<part.bottom {
        let row = y * size.width + part.x..<y * size.width + part.right
        luma.replaceSubrange(row, with: shown[row])
      }
    }
    for patch in observation.patches { apply(patch) }
  }

  private mutating func apply(_ patch: FramePatch) {
    let even = patch.region.evenOutward
    for y in patch.region.y..<patch.region.bottom {
      for x in patch.region.x..<patch.region.right {
        let value = patch.luma[(y - even.y) * even.width + x - even.x]
        luma[y * size.width + x] = value
        everSeen.insert(value)
      }
    }
  }

  /// Milliseconds from one tick to the next.
  var interval: Int64 = 40

  /// One tick.
  @discardableResult mutating func tick(
    _ capture: inout ScreenCapture, permitted: () -> Bool = { true }
  ) throws -> Observation? {
    now = now + interval
    let observation = try capture.observe(at: now, permitted: permitted).observation
    if let observation { show(observation) }
    return observation
  }

  /// Ticks until nothing changes any more, nor could after what a capture waits for, and the X
  /// server has nothing more to say.
  mutating func settle(_ capture: inout ScreenCapture) throws {
    repeat {
      var rest: Int64 = 0
      while rest < 220 { rest = try tick(&capture) == nil ? rest + max(1, interval) : 0 }
    } while isReadable(capture.descriptor, within: 60)
  }

  /// The values in `region`; nil stands for the backdrop.
  func values(in region: PixelRegion) -> Set<UInt8?> {
    var values: Set<UInt8?> = []
    for y in region.y..<region.bottom {
      for x in region.x..<region.right { values.insert(self[x, y]) }
    }
    return values
  }

  /// How many pixels show something.
  var shownPixels: Int { luma.count { $0 != nil } }
}

extension ScreenCapture {
  /// Starts once no window has come, gone or moved for so long that all show themselves.
  mutating func startStill(
    matches: @escaping (WindowID, WindowIdentity) -> Bool
  ) throws {
    repeat { try handleEvents() } while isReadable(descriptor, within: 160)
    try start(at: .answered, matches: matches)
  }
}

func isReadable(_ descriptor: Int32, within milliseconds: Int32) -> Bool {
  var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
  return poll(&watched, 1, milliseconds) > 0
}

/// The luma of BT.601, limited range, as libyuv rounds it.
func luma(_ rgb: Int) -> UInt8 {
  UInt8((66 * (rgb >> 16 & 255) + 129 * (rgb >> 8 & 255) + 25 * (rgb & 255) + 0x1080) >> 8)
}

let red = 0xff0000
let green = 0x00ff00
let blue = 0x0000ff
let white = 0xffffff

/// Accepts the windows of one class.
func listing(_ windowClass: String) -> (WindowID, WindowIdentity) -> Bool {
  { $1.windowClass == windowClass }
}
