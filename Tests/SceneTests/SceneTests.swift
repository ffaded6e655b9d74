import Glibc
import LinuxSystem
import TestSupport
import Testing

/// Random desktops, filmed and judged picture by picture (F5, P3).
@Suite("Scenes", .serialized) struct SceneTests {
  /// The most scenes of one call: its decoded film must fit into memory.
  private static let perCall = 6
  private static let stages = [SceneStage.bare, .openbox, .picom, .xfwm4]

  @Test("show listed windows as they are, and nothing else", arguments: Self.stages)
  func scenes(stage: SceneStage) throws {
    let total = Self.number("CALLREEL_SCENES") ?? 25
    let stages = Self.stages
    let index = stages.firstIndex(of: stage) ?? 0
    let count = total / stages.count + (index < total % stages.count ? 1 : 0)
    let seed = UInt64(Self.number("CALLREEL_SEED") ?? 1) + UInt64(index) << 32
    let calls = max(1, (count + Self.perCall - 1) / Self.perCall)
    var result = SceneResult()
    for call in 0..<calls {
      let (first, end) = (count * call / calls, count * (call + 1) / calls)
      result.add(try stage.film(scenes: end - first, seed: seed + UInt64(first)))
      if total > 25 { print("\(stage.rawValue): \(end) of \(count) scenes") }
    }
    print(
      "\(stage.rawValue): \(count) scenes, \(result.frames) frames, \(result.compared) pixels "
        + "compared at rest, \(result.faults.count) faults, \(result.unsettled.count) unsettled")
    for fault in result.faults { Issue.record("\(fault)") }
    for scene in result.unsettled { print(scene) }
    // Grey where a window's own pixels could not be told from what lay under it is the safe side.
    #expect(result.unsettled.count <= max(1, count / 100), "\(result.unsettled)")
    #expect(result.telling * 2 >= count, "the scenes showed too little")
  }

  private static func number(_ name: String) -> Int? {
    getenv(name).flatMap { Int(String(cString: $0)) }
  }
}
