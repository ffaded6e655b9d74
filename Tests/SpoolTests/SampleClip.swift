import ClipFormat
import ClipSealing
import Spool
import TestSupport
import Timeline

/// A clip that a test writes into a spool of its own.
struct SampleClip: ~Copyable {
  static let trainer = PrivateKey.generate(kind: .trainer)
  static let controller = PrivateKey.generate(kind: .controller)
  static let workstation = PrivateKey.generate(kind: .workstation)

  private(set) var sealer: ClipSealer
  private(set) var spooled: SpooledClip
  let location: ClipLocation
  /// Nothing follows in a segment that was cut.
  private var mustStart = false

  /// `minimumSeconds`: less film than this is to be destroyed.
  init(root: String, minimumSeconds: UInt16 = 2) throws {
    let today = DeskPolicy.today
    guard let location = ClipLocation(campaign: "spool", day: today, clip: .random()) else {
      throw TestTimeout("a location")
    }
    let sealer = try ClipSealer(
      terms: OpeningTerms(
        location: location, policyHash: [UInt8](repeating: 1, count: 32), expiry: today + 1,
        export: .refused, rate: 15, minimumSeconds: minimumSeconds,
        call: CallRecord(
          employee: "e", trainers: ["t"], startUnixMilliseconds: 0, callIdentifier: "c",
          application: "a", controllerName: "n", policyOwner: .user),
        controllerRecord: ControllerRecord(number: "", queue: "")),
      recipients: [Self.trainer.publicKey], controller: Self.controller.publicKey,
      workstation: Self.workstation)
    let spooled = try SpooledClip(root: root, sealer: sealer)
    self.init(sealer, spooled)
  }

  private init(_ sealer: consuming ClipSealer, _ spooled: consuming SpooledClip) {
    location = sealer.location
    self.sealer = sealer
    self.spooled = spooled
  }

  /// Adds fragments of two seconds; every second one starts a segment.
  mutating func add(_ count: Int, bytes: Int = 3000) throws {
    for _ in 0..<count { try append(bytes: bytes) }
  }

  mutating func append(bytes: Int) throws {
    let start = sealer.end
    let sealed = try sealer.seal(
      Fragment(
        span: CallSpan(start: start, end: start + 2000), gaps: [],
        startsSegment: mustStart || start.milliseconds % 4000 == 0, longestObservation: 67,
        manifest: FragmentManifest(frames: 30, ticks: 30),
        media: [UInt8](repeating: 7, count: bytes)))
    try spooled.append(sealed)
    mustStart = false
  }

  mutating func cut(to time: CallTime) throws {
    try spooled.cut(to: sealer.cut(to: time))
    mustStart = true
  }

  /// Ends as a recorder does.
  consuming func close() throws -> ClipLocation {
    let location = location
    let end = sealer.end
    try spooled.close(sealer.close(reason: .ended, end: end, trailingGaps: []))
    return location
  }

  /// Ends as a recorder does after an objection.
  consuming func destroy() throws { try spooled.destroy() }

  /// Goes away as a recorder does that is killed.
  consuming func crash() -> ClipLocation { location }
}
