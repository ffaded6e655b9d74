import Geometry
import LinuxSystem
import TestSupport
import Testing

/// Every image request of the recorder, as the X server saw it (P3).
@Suite("Image requests", .serialized) struct RequestTests {
  private let screen = PixelSize(width: 640, height: 480)

  @Test(
    "touch no pixel outside the listed windows of the last agreed stacking",
    arguments: [SceneStage.bare, .compositorOnly])
  func requests(stage: SceneStage) throws {
    var setting = Desk.Setting()
    setting.screen = screen
    let desk = try Desk(setting)
    let programs = try stage.programs(on: desk)
    let application = try SceneClient(desk.display)
    let others = try SceneClient(desk.display)
    let call = try desk.callUntilRecorded()
    let log = try RequestLog(desk.display)
    let before = try others.children()
    var player = ScenePlayer(
      seed: 11, screen: screen, hasWorkspaces: false, hasShapes: false,
      banner: before.first { $0.isMapped }?.frame, application: application,
      others: others)
    let end = Clock.bootMilliseconds + 7000
    var round = 0
    while Clock.bootMilliseconds < end {
      try player.play(milliseconds: 200)
      log.serve()
      // Long enough that painted pixels count; the next round moves what is then filmed.
      try player.rest(quiet: 200)
      log.serve()
      if !round.isMultiple(of: 3) { player.clear() }
      round += 1
    }
    let entries = log.finish()
    try desk.hangUp(call)
    withExtendedLifetime(programs) {}

    var replay = StackingReplay(
      root: others.root, screen: PixelRegion(screen), children: before,
      isListed: { application.owns($0) })
    for entry in entries { replay.take(entry) }
    print(
      "\(stage.rawValue): \(replay.images) image requests of \(replay.pixels) pixels, "
        + "\(replay.faults.count) faults")
    #expect(replay.faults.isEmpty, "\(replay.faults.prefix(3))")
    #expect(replay.images > 20)
  }
}
