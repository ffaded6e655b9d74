import ClipFormat
import ClipSealing
import Geometry
import LinuxSystem
import Redaction
import Spool
import TestSupport
import Timeline
import VideoEncoding

@testable import RecordingSession

func at(_ milliseconds: Int64) -> CallTime { CallTime(milliseconds: milliseconds) }

func span(_ start: Int64, _ end: Int64) -> CallSpan { CallSpan(start: at(start), end: at(end)) }

/// A film in a spool of its own, and what a trainer sees of it.
struct Studio: ~Copyable {
  static let left = Monitor(track: 1, region: PixelRegion(x: 0, y: 0, width: 64, height: 48))
  static let right = Monitor(track: 2, region: PixelRegion(x: 64, y: 0, width: 45, height: 31))
  static let both = [left, right]
  static let window = WindowID(rawValue: 1)

  let root: String
  private let location: ClipLocation
  private let recipient: PublicKey
  /// Nil once the film was developed.
  private var trainer: PrivateKey?

  init() throws {
    guard
      let location = ClipLocation(campaign: "crm", day: DeskPolicy.today, clip: .random())
    else { throw TestTimeout("a location") }
    root = try Files.makeTemporaryDirectory(below: "/tmp", prefix: "callreel-studio-")
    self.location = location
    let trainer = PrivateKey.generate(kind: .trainer)
    recipient = trainer.publicKey
    self.trainer = consume trainer
  }

  deinit { try? Files.removeTree(root) }

  func film(_ monitor: Monitor = Self.left, heavyBytes: Int = 8 << 20) throws -> Film {
    let sealer = try ClipSealer(
      terms: OpeningTerms(
        location: location, policyHash: [UInt8](repeating: 1, count: 32),
        expiry: DeskPolicy.today + 1, export: .refused, rate: 15, minimumSeconds: 0,
        call: CallRecord(
          employee: "e", trainers: ["t"], startUnixMilliseconds: 0, callIdentifier: "c",
          application: "a", controllerName: "n", policyOwner: .user),
        controllerRecord: ControllerRecord(number: "", queue: "")),
      recipients: [recipient],
      controller: PrivateKey.generate(kind: .controller).publicKey,
      workstation: PrivateKey.generate(kind: .workstation))
    let spooled = try SpooledClip(root: root, sealer: sealer)
    var film = Film(
      line: DelayLine(monitor: monitor, lookback: 300),
      track: try ReelTrack(opening: monitor),
      writer: ClipWriter(sealer: sealer, spooled: spooled), segmentSeconds: 5,
      heavyBytes: heavyBytes)
    film.learn(.only([]), of: Self.window, at: .answered)
    film.vouch(for: Self.window, Vouching(through: at(.max / 2)))
    return film
  }

  /// What the closed clip shows.
  mutating func developed() throws -> DecodedFilm {
    let clip = try SealedClip(root: root, clip: location.clip)
    guard let trainer = trainer.take() else { throw TestTimeout("a second opening") }
    return try DecodedFilm(clip, key: trainer, directory: root)
  }

  /// A window of one colour that shows from `x` on; nil for none.
  static func seen(
    _ time: Int64, x: Int?, luma: UInt8 = 200, monitors: [Monitor] = Self.both
  ) -> Observation {
    var windows: [VisibleWindow] = []
    var patches: [FramePatch] = []
    if let x {
      let frame = PixelRegion(x: x, y: 8, width: 16, height: 16)
      windows = [VisibleWindow(window: window, frame: frame, visible: RegionSet(frame))]
      let area = frame.evenOutward.area
      patches = [
        FramePatch(
          window: window, region: frame, luma: Array(repeating: luma, count: area),
          blueChroma: Array(repeating: 128, count: area / 4),
          redChroma: Array(repeating: 128, count: area / 4))
      ]
    }
    return Observation(
      at: at(time), monitors: monitors, windows: windows, patches: patches, cursor: nil)
  }
}

extension Film {
  /// Ticks ten times a second from `start` to before `end`; each brings what `observe` says.
  mutating func run(
    from start: Int64, to end: Int64, _ observe: (Int64) -> Observation?
  ) throws {
    for time in stride(from: start, to: end, by: 100) {
      let observation = observe(time)
      if !isRunning { try self.start(at: at(time), for: observation) }
      _ = self.observe(observation, at: at(time))
      try release(until: at(time))
    }
  }
}
