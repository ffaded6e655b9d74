import CXScene
import Geometry
import LinuxSystem
import TestSupport

/// Plays one random scene: windows of two clients that come, go, move and cover each other.
struct ScenePlayer {
  private struct Actor {
    let window: Window
    let isListed: Bool
    var frame: PixelRegion
    var isMapped = false
  }

  let screen: PixelSize
  let hasWorkspaces: Bool
  let hasShapes: Bool
  /// Where the banner is: what covers it pauses the film.
  let banner: PixelRegion?
  /// Whose windows the policy lists, by their class.
  let application: SceneClient
  let others: SceneClient
  /// How long the programs take to paint what is exposed.
  ///
  /// Until then a window without background shows what was there before. Shorter than what a
  /// capture takes for granted.
  private let slowness: Int64
  private var lastServed: Int64 = 0
  private static let step: Int64 = 15
  /// The longest that they took in fact, at most: the machine may have other things to do.
  private(set) var longest: Int64 = 0
  private var generator: SeededGenerator
  private var actors: [Actor] = []

  init(
    seed: UInt64, screen: PixelSize, hasWorkspaces: Bool, hasShapes: Bool = true,
    banner: PixelRegion?,
    application: SceneClient,
    others: SceneClient
  ) {
    generator = SeededGenerator(seed: seed)
    slowness = seed.isMultiple(of: 2) ? 0 : 100
    lastServed = Clock.bootMilliseconds
    self.screen = screen
    self.hasWorkspaces = hasWorkspaces
    self.hasShapes = hasShapes
    self.banner = banner?.grown(by: 30)
    self.application = application
    self.others = others
  }

  /// As many changes as fit into the time, with hardly a pause.
  mutating func play(milliseconds: Int64) throws {
    for _ in 0..<Int.random(in: 3...7, using: &generator) { arrive() }
    let end = Clock.bootMilliseconds + milliseconds
    while Clock.bootMilliseconds < end {
      change()
      try wait(Int.random(in: 0...9, using: &generator))
    }
    if hasWorkspaces { others.showWorkspace(0) }
  }

  /// Serves the clients until nothing has happened for a while.
  mutating func rest(quiet milliseconds: Int) throws {
    while try wait(milliseconds) {}
  }

  mutating func clear() {
    for actor in actors { client(of: actor).close(actor.window) }
    actors = []
  }

  /// Whether a client had something to do meanwhile.
  @discardableResult private mutating func wait(_ milliseconds: Int) throws -> Bool {
    let end = Clock.bootMilliseconds + Int64(milliseconds)
    var isBusy = false
    repeat {
      let rest = max(0, end - Clock.bootMilliseconds)
      let watches = [application, others].map { Waiting.Watch($0.descriptor) }
      // In small steps: how long a client has had something to do is told to within one.
      _ = try Waiting.wait(watches, milliseconds: Int(min(rest, Self.step)))
      guard Clock.bootMilliseconds - lastServed >= slowness else {
        _ = try Waiting.wait([], milliseconds: 1)
        continue
      }
      let served = Clock.bootMilliseconds
      for client in [application, others] where client.serve() > 0 {
        isBusy = true
        if lastServed > 0 { longest = max(longest, Clock.bootMilliseconds - lastServed) }
      }
      lastServed = served
    } while Clock.bootMilliseconds < end
    return isBusy
  }

  private func client(of actor: Actor) -> SceneClient { actor.isListed ? application : others }

  private mutating func any(_ choices: [Int]) -> Int {
    choices[Int.random(in: 0..<choices.count, using: &generator)]
  }

  private mutating func chance(_ percent: Int) -> Bool {
    Int.random(in: 0..<100, using: &generator) < percent
  }

  private mutating func place() -> PixelRegion {
    clear(
      PixelRegion(
        x: Int.random(in: -80..<screen.width - 20, using: &generator),
        y: Int.random(in: -60..<screen.height - 20, using: &generator),
        width: Int.random(in: 1...screen.width * 2 / 3, using: &generator),
        height: Int.random(in: 1...screen.height * 2 / 3, using: &generator)))
  }

  /// Moved below the banner where it would lie over it.
  private func clear(_ frame: PixelRegion) -> PixelRegion {
    guard let banner, frame.intersection(banner) != nil else { return frame }
    return frame.moved(x: 0, y: banner.bottom - frame.y)
  }

  /// Some rectangles of a window: holes, corners cut off, islands.
  private mutating func shape(of size: PixelRegion) -> [PixelRegion] {
    let inside = PixelRegion(x: 0, y: 0, width: size.width, height: size.height)
    return (0..<Int.random(in: 1...4, using: &generator)).map { _ in
      generator.region(within: inside)
    }
  }

  private mutating func arrive() {
    let isListed = chance(50)
    let frame = place()
    let colours = isListed ? ScenePalette.listed : ScenePalette.unlisted
    let colour = any(colours)
    var look = SceneLook(
      windowClass: isListed ? DeskPolicy.windowClass : "other", colour: colour, frame: frame,
      background: chance(40) ? colour : nil, isPopup: !isListed && chance(30))
    if hasShapes, chance(25) { look.shape = shape(of: frame) }
    var actor = Actor(
      window: (isListed ? application : others).open(look), isListed: isListed, frame: frame)
    if chance(85) {
      client(of: actor).map(actor.window)
      actor.isMapped = true
    }
    actors.append(actor)
  }

  private mutating func change() {
    guard actors.count > 1 else { return arrive() }
    let index = Int.random(in: 0..<actors.count, using: &generator)
    let actor = actors[index]
    let client = client(of: actor)
    let frame = place()
    switch Int.random(in: 0..<100, using: &generator) {
    case 0..<24: put(index, PixelRegion(frame.x, frame.y, sizeOf: actor.frame))
    case 24..<34: put(index, PixelRegion(actor.frame.x, actor.frame.y, sizeOf: frame))
    case 34..<46: client.raise(actor.window)
    case 46..<54: client.lower(actor.window)
    case 54..<70: toggle(index)
    case 70..<76 where actors.count < 9: arrive()
    case 76..<81 where actors.count > 3:
      client.close(actor.window)
      actors.remove(at: index)
    case 81..<87: flash(frame)
    case 87..<92 where hasShapes: client.reshape(actor.window, shape(of: frame))
    case 92..<97:
      let colours = actor.isListed ? ScenePalette.listed : ScenePalette.unlisted
      client.paint(actor.window, any(colours))
    default:
      if hasWorkspaces { others.showWorkspace(Int.random(in: 0..<2, using: &generator)) }
    }
  }

  private mutating func put(_ index: Int, _ wished: PixelRegion) {
    let actor = actors[index]
    let frame = clear(wished)
    let client = client(of: actor)
    actors[index].frame = frame
    if (frame.x, frame.y) != (actor.frame.x, actor.frame.y) {
      client.move(actor.window, x: frame.x, y: frame.y)
    }
    if (frame.width, frame.height) != (actor.frame.width, actor.frame.height) {
      client.resize(actor.window, width: frame.width, height: frame.height)
    }
  }

  private mutating func toggle(_ index: Int) {
    let actor = actors[index]
    if actor.isMapped {
      client(of: actor).unmap(actor.window)
    } else {
      client(of: actor).map(actor.window)
    }
    actors[index].isMapped.toggle()
  }

  /// A popup of another program that is there for a moment only.
  private mutating func flash(_ frame: PixelRegion) {
    let colour = any(ScenePalette.unlisted)
    let popup = others.open(
      SceneLook(
        colour: colour, frame: frame, background: colour, isPopup: true,
        transientFor: chance(50) ? actors.first { $0.isListed }?.window : nil))
    others.map(popup)
    if chance(50) { others.sync() }
    others.close(popup)
  }
}

extension PixelRegion {
  fileprivate init(_ x: Int, _ y: Int, sizeOf other: PixelRegion) {
    self.init(x: x, y: y, width: other.width, height: other.height)
  }
}
