import ClipFormat
import ClipSealing
import ClipStore
import Geometry
import LinuxSystem
import Timeline

func at(_ milliseconds: Int64) -> CallTime { CallTime(milliseconds: milliseconds) }

func span(_ start: Int64, _ end: Int64) -> CallSpan { CallSpan(start: at(start), end: at(end)) }

/// A store with clips in a directory that is removed with the value.
struct SampleStore: ~Copyable {
  let path: String
  let trainer: PrivateKey
  let controller: PrivateKey
  let workstation: PrivateKey

  /// Lies beside the programs, so that these can be linked into it.
  init() throws {
    let path = try Files.makeTemporaryDirectory(
      below: Command.directory(), prefix: "callreel-player-")
    let trainer = PrivateKey.generate(kind: .trainer)
    try Files.makeDirectories(path + "/store")
    try Files.create(path: path + "/trainer.key", trainer.encode())
    let controller = PrivateKey.generate(kind: .controller)
    let key = controller.publicKey
    try openStore("dir:" + path + "/store")
      .put(.controller(key.fingerprint), Array(key.text.utf8))
    self.path = path
    self.trainer = trainer
    self.controller = controller
    workstation = PrivateKey.generate(kind: .workstation)
  }

  deinit { try? Files.removeTree(path) }

  var store: String { path + "/store" }
  var trainerFile: String { path + "/trainer.key" }
  var today: CalendarDay { CalendarDay(unixSeconds: Clock.unixSeconds) }

  /// What every command of a trainer needs; the trainee's name follows on standard input.
  var options: [String] { ["--store", "dir:" + store, "--key", trainerFile, "--trainee", "-"] }

  /// Writes a private key without a passphrase; its file.
  func keep(_ key: borrowing PrivateKey, as name: String) throws -> String {
    try Files.create(path: path + "/" + name, key.encode())
    return path + "/" + name
  }

  /// Where the programs find the reader's own state.
  var state: [String] { ["XDG_STATE_HOME=\(path)/state"] }

  /// What a reader is told once where no list vouches for the workstation.
  var firstMeeting: String {
    """
    callreel: nothing vouches for workstation \(workstation.publicKey.fingerprint), the first that \
    is met for this employee
    hint: the controller's list does: give it with --workstations

    """
  }

  /// Runs a command on a trainee's clips.
  func run(
    _ words: [String], trainee: String = "alice", environment: [String] = []
  ) throws -> Command.Outcome {
    try Command.run(words + options, input: trainee + "\n", environment: state + environment)
  }

  /// Film from 0 to 2 s and from 5 to 6 s, a hold between, a fault at the end; stored.
  func makeClip(
    of employee: String = "alice", daysAgo: Int = 5, export: ExportPermission = .allowed,
    lastTracks: [Int: PixelSize] = [1: SampleFilm.size], alsoFor others: [PublicKey] = [],
    masked: [MaskSpan] = [], hidden: [HiddenSpan] = [], trainer name: String = "Jeanne Martin"
  ) throws -> ClipLocation {
    let day = today - daysAgo
    guard let location = ClipLocation(campaign: "crm", day: day, clip: .random()) else {
      throw FormatError(.name, "no location")
    }
    let call = CallRecord(
      employee: employee, trainers: [name],
      startUnixMilliseconds: Int64(day.number) * 86_400_000 + 50_529_000, callIdentifier: "1",
      application: "crm", controllerName: "Example Assurances SA", policyOwner: .administrator)
    var sealer = try ClipSealer(
      terms: OpeningTerms(
        location: location, policyHash: Digest.blake2b256([1]), expiry: day + 30, export: export,
        rate: 15, minimumSeconds: 2, call: call,
        controllerRecord: ControllerRecord(number: "+33612345678", queue: "claims")),
      recipients: [trainer.publicKey] + others, controller: controller.publicKey,
      workstation: workstation)
    var objects: [(ObjectName, [UInt8])] = [(.opening, sealer.openingObject)]
    let parts: [Fragment] = [
      try fragment(
        0, 1_000, events: [TimedEvent(time: at(0), kind: .answered)], masked: masked,
        hidden: hidden),
      try fragment(1_000, 2_000, events: [TimedEvent(time: at(2_000), kind: .held)]),
      try fragment(
        5_000, 6_000, gaps: [Gap(span: span(2_000, 5_000), reason: .hold)],
        events: [TimedEvent(time: at(5_000), kind: .resumed)], tracks: lastTracks),
    ]
    for part in parts {
      let sealed = try sealer.seal(part)
      objects.append((sealed.name, sealed.bytes))
    }
    let keys = sealer.keyObjects
    let closing = try sealer.close(
      reason: .ended, end: at(6_040),
      trailingGaps: [Gap(span: span(6_000, 6_040), reason: .indicatorLost)],
      events: [TimedEvent(time: at(6_040), kind: .ended)])
    let folder = try openStore("dir:" + store)
    for (name, bytes) in objects + [(.closing, closing.bytes)] + keys {
      try folder.put(name, of: location, bytes)
    }
    return location
  }

  /// The file of one object.
  func file(_ name: String, of clip: ClipLocation) -> String {
    store + "/" + clip.path + "/" + name
  }

  private func fragment(
    _ start: Int64, _ end: Int64, gaps: [Gap] = [], events: [TimedEvent],
    tracks: [Int: PixelSize] = [1: SampleFilm.size], masked: [MaskSpan] = [],
    hidden: [HiddenSpan] = []
  ) throws -> Fragment {
    Fragment(
      span: span(start, end), gaps: gaps, startsSegment: true, longestObservation: 67,
      manifest: FragmentManifest(
        frames: UInt32(2 * tracks.count), ticks: 15, events: events, hidden: hidden,
        masked: masked),
      media: try SampleFilm.segment([start, start + 500], end: end, tracks: tracks))
  }
}
