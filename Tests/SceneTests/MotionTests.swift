import CXScene
import ClipFormat
import Geometry
import Glibc
import LinuxSystem
import Synchronization
import TestSupport
import Testing
import Timeline

/// Pictures that change wholly thirty times a second: the delay line's limits on a real screen.
///
/// Run by packaging/prove motion.
@Suite(
  "Full-screen motion", .serialized, .timeLimit(.minutes(10)),
  .enabled(if: getenv("CALLREEL_MOTION") != nil, "a long run of its own"))
struct MotionTests {
  enum Stage: CaseIterable {
    case fullHD, ultraHD, twoMonitors

    var screen: PixelSize {
      switch self {
      case .fullHD: PixelSize(width: 1920, height: 1080)
      case .ultraHD: PixelSize(width: 3840, height: 2160)
      case .twoMonitors: PixelSize(width: 3840, height: 1080)
      }
    }
  }

  private final class Progress: Sendable {
    let isDrawn = Atomic<Bool>(false)
    let isOver = Atomic<Bool>(false)
    /// When the last picture was painted, in nanoseconds.
    let still = Atomic<Int64>(0)
    let isFilmed = Atomic<Bool>(false)
  }

  @Test("ends in the right picture and in bounded memory", arguments: Stage.allCases)
  func motion(stage: Stage) async throws {
    var setting = Desk.Setting()
    setting.screen = stage.screen
    setting.terms.lookbackMilliseconds = 1000
    let desk = try Desk(setting)
    if stage == .twoMonitors {
      try desk.run("xrandr", "--setmonitor", "left", "1920/500x1080/300+0+0", "screen")
      try desk.run("xrandr", "--setmonitor", "right", "1920/500x1080/300+1920+0", "none")
    }
    let progress = Progress()
    let (display, screen) = (desk.display, stage.screen)
    let drawing = Task.detached { try Self.draw(on: display, screen, progress) }
    while !progress.isDrawn.load(ordering: .acquiring) { try desk.pass(milliseconds: 20) }
    let call = try desk.callUntilRecorded()
    let recorder = try #require(desk.processes("callreel-recorder").first)
    try desk.pass(milliseconds: 10_000)
    progress.isOver.store(true, ordering: .releasing)
    while progress.still.load(ordering: .acquiring) == 0 { try desk.pass(milliseconds: 20) }
    let still = BootTime(nanoseconds: progress.still.load(ordering: .relaxed))
    try desk.pass(milliseconds: 2000)
    let peak = ProcessTable.field("VmHWM", of: recorder) ?? "nothing"
    try desk.hangUp(call)
    progress.isFilmed.store(true, ordering: .releasing)
    try await drawing.value

    let film = try desk.film(call)
    let gaps = film.gaps.map { "\($0.reason) \($0.span.end - $0.span.start) ms" }
    let hidden = film.fragments.flatMap(\.manifest.hidden)
    let frames = film.tracks.values.map(\.count)
    print(
      "\(stage): frames \(frames), peak \(peak), gaps \(gaps), "
        + "\(hidden.count) hidden spans, at most "
        + "\(film.fragments.map(\.longestObservation).max() ?? 0) ms between two looks")
    #expect(film.tracks.count == (stage == .twoMonitors ? 2 : 1))
    #expect(hidden.allSatisfy { $0.reason == .overload || $0.reason == .unknownWindow })
    for frames in film.tracks.values {
      let last = try #require(frames.last)
      #expect(last.time > call.time(of: still) - 100)
      // The resting picture is flat: nothing of the motion may be left.
      #expect(abs(last.luma(PixelRegion(x: 600, y: 400, width: 64, height: 64)) - 145) <= 4)
    }
    if stage == .fullHD {
      let kilobytes = Int(peak.split(separator: " ").first ?? "") ?? .max
      #expect(kilobytes <= 120 * 1024)
    }
  }

  /// Shows noise until it is told to stop, then green until it has been filmed.
  private static func draw(
    on name: String, _ size: PixelSize, _ progress: Progress
  ) throws {
    let client = try SceneClient(name)
    let frame = PixelRegion(size)
    let window = client.open(
      SceneLook(windowClass: DeskPolicy.windowClass, colour: 0x00ff00, frame: frame))
    client.map(window)
    client.lower(window)
    client.sync()
    client.serve()
    progress.isDrawn.store(true, ordering: .releasing)
    var generator = SeededGenerator(seed: 3)
    while !progress.isOver.load(ordering: .acquiring) {
      // Bands of many colours that move by half the screen: each pixel changes.
      client.stripe(window, size, seed: generator.next())
      client.sync()
      _ = try Waiting.wait([], milliseconds: 33)
    }
    client.paint(window, 0x00ff00)
    client.sync()
    progress.still.store(Clock.bootNanoseconds, ordering: .releasing)
    while !progress.isFilmed.load(ordering: .acquiring) {
      _ = try Waiting.wait([], milliseconds: 20)
    }
  }
}
