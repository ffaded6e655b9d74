import Geometry
import Glibc
import LinuxSystem
import TestSupport
import Timeline

/// What a scene is played on: a desk with some window manager and compositor.
enum SceneStage: String, Sendable {
  /// Only the X server.
  case bare
  case openbox
  /// openbox with picom.
  case picom
  /// A window manager that composites by itself.
  case xfwm4
  /// picom without a window manager.
  case compositorOnly

  var hasWorkspaces: Bool { self != .bare && self != .compositorOnly }

  /// Starts the programs of the stage on a desk; they end with the values.
  func programs(on desk: Desk) throws -> [TestProgram] {
    let words: [[String]] =
      switch self {
      case .bare: []
      case .openbox: [["openbox"]]
      case .picom: [["openbox"], Self.picomWords]
      case .xfwm4: [["xfwm4", "--compositor=on"]]
      case .compositorOnly: [Self.picomWords]
      }
    let programs = try words.map {
      try TestProgram($0[0], Array($0.dropFirst()), environment: desk.environment)
    }
    if hasWorkspaces { try Self.awaitWindowManager(on: desk) }
    if isComposited { try SceneClient(desk.display).awaitCompositor() }
    return programs
  }

  var isComposited: Bool { self == .picom || self == .xfwm4 || self == .compositorOnly }

  static let picomWords = ["picom", "--config", "/dev/null", "--backend", "xrender"]

  /// Waits until a window manager has told the root window of itself.
  private static func awaitWindowManager(on desk: Desk) throws {
    let deadline = Clock.bootMilliseconds + 10_000
    while try !desk.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK").contains("#") {
      guard Clock.bootMilliseconds < deadline else { throw TestTimeout("a window manager") }
      try desk.pass(milliseconds: 20)
    }
  }
}

/// What a number of scenes, filmed in one call, came to.
struct SceneResult {
  var frames = 0
  var compared = 0
  /// Scenes in which something was compared.
  var telling = 0
  /// Foreign pixels in the film, or no film.
  var faults: [String] = []
  /// Scenes in which something listed did not show as it should by the time.
  var unsettled: [String] = []
  /// Whether some program took longer to paint than a capture grants one that it did not see made.
  var isVoid = false

  mutating func add(_ other: SceneResult) {
    frames += other.frames
    compared += other.compared
    telling += other.telling
    faults += other.faults
    unsettled += other.unsettled
    isVoid = isVoid || other.isVoid
  }
}

/// How the screen stood at the end of a scene.
struct ScenePicture {
  let seed: UInt64
  let at: BootTime
  let screen: [UInt32]
  /// Which colour is on top by the X server, and not only on a compositing manager's screen.
  let top: SceneTop
}

extension SceneStage {
  private static let screen = PixelSize(width: 640, height: 480)
  /// For so long nothing moves before the film is held against the screen, in milliseconds.
  private static let settling = 300
  /// One foreign pixel among four moves red chroma by 20 and more.
  private static let tolerance = 14

  /// How long a window that was made unseen may take to paint, in milliseconds.
  private static let allowance: Int64 = 140

  /// Plays `count` scenes in one recorded call and judges its film; again where it is void.
  func film(scenes count: Int, seed: UInt64) throws -> SceneResult {
    for _ in 0..<3 {
      let result = try filmOnce(scenes: count, seed: seed)
      guard result.isVoid, !result.faults.isEmpty else { return result }
      print("\(rawValue) from \(seed): void, the machine was too busy")
    }
    return try filmOnce(scenes: count, seed: seed)
  }

  private func filmOnce(scenes count: Int, seed: UInt64) throws -> SceneResult {
    var setting = Desk.Setting()
    setting.screen = Self.screen
    let desk = try Desk(setting)
    let programs = try programs(on: desk)
    let application = try SceneClient(desk.display)
    let others = try SceneClient(desk.display)
    others.paintRoot(ScenePalette.unlisted[0])
    others.watchStructure()
    others.movePointer(x: Self.screen.width - 1, y: Self.screen.height - 1)
    let call = try desk.callUntilRecorded()
    let banner = try others.children().first { $0.isMapped }?.frame
    var pictures: [ScenePicture] = []
    var isVoid = false
    for scene in seed..<seed + UInt64(count) {
      var player = ScenePlayer(
        seed: scene, screen: Self.screen, hasWorkspaces: hasWorkspaces, banner: banner,
        application: application,
        others: others)
      try player.play(milliseconds: 800)
      let top = try settle(&player, [application, others])
      if player.longest > Self.allowance { isVoid = true }
      let at = BootTime(nanoseconds: Clock.bootNanoseconds)
      pictures.append(
        ScenePicture(
          seed: scene, at: at, screen: try others.screenshot(Self.screen),
          top: top))
      // Some scenes begin with what the one before has left.
      if scene % 4 != 3 { player.clear() }
      application.sync()
    }
    try desk.hangUp(call)
    withExtendedLifetime(programs) {}
    var result = try judge(desk.film(call), of: call, pictures)
    result.isVoid = result.isVoid || isVoid
    return result
  }

  /// Waits until nothing has happened for a while, also where only a window manager shapes its
  /// frames, which no program is told.
  private func settle(_ player: inout ScenePlayer, _ clients: [SceneClient]) throws -> SceneTop {
    var before: SceneTop
    var top = try SceneTop(of: clients, Self.screen)
    repeat {
      before = top
      try player.rest(quiet: Self.settling)
      top = try SceneTop(of: clients, Self.screen)
    } while top.colours != before.colours
    return top
  }

  private func judge(
    _ film: DecodedFilm, of call: FilmedCall,
    _ pictures: [ScenePicture]
  ) -> SceneResult {
    var result = SceneResult(frames: film.allFrames.count)
    if let leak = film.firstLeak(beyond: Self.tolerance) {
      let scene = pictures.first { call.time(of: $0.at) > leak.time }?.seed ?? 0
      result.faults.append(
        "\(rawValue) scene \(scene): red chroma \(leak.red) at (\(leak.x), \(leak.y)), "
          + "\(leak.time.milliseconds) ms")
    }
    for picture in pictures {
      let time = call.time(of: picture.at)
      guard let frame = film.frame(at: time) else {
        // A machine that is too busy for the agent's beat makes a gap: the call is played again.
        result.isVoid = true
        result.faults.append("\(rawValue) scene \(picture.seed): no film at its end")
        continue
      }
      let corner = PixelRegion(
        x: Self.screen.width - 40, y: Self.screen.height - 40, width: 40, height: 40)
      var oracle = SceneOracle(
        size: Self.screen, screen: picture.screen, pointer: corner, top: picture.top)
      oracle.compare(frame)
      result.compared += oracle.compared
      if oracle.compared > 200 { result.telling += 1 }
      if let first = oracle.wrong.first {
        result.unsettled.append(
          "\(rawValue) scene \(picture.seed): \(oracle.wrong.count) of \(oracle.compared) pixels "
            + "are wrong at \(time.milliseconds) ms: \(first)")
      }
    }
    return result
  }
}
