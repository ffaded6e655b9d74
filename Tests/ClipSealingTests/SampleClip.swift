import ClipFormat
import ClipSealing
import ClipVectors
import Timeline

/// The objects of one clip, as a store would hold them.
struct StoredClip: Sendable {
  var location: ClipLocation
  var opening: [UInt8] = []
  var segments: [[UInt8]] = []
  var closing: [UInt8]?
  var erased: [UInt8]?
  var rewraps: [String: [UInt8]] = [:]
  var keys: [String: [UInt8]] = [:]

  /// Verifies all objects in the order of their upload, without a key.
  func verify(today: CalendarDay? = nil, keys presence: KeyPresence = .required) throws(ClipFault)
    -> ClipReport
  {
    var verifier = ClipVerifier(location: location)
    try verifier.accept(opening: opening)
    for (index, segment) in segments.enumerated() {
      try verifier.accept(segment: UInt32(index), bytes: segment)
    }
    if let closing { try verifier.accept(closing: closing) }
    for (fingerprint, bytes) in keys { try verifier.accept(key: fingerprint, bytes: bytes) }
    for (fingerprint, bytes) in rewraps {
      try verifier.accept(rewrap: fingerprint, bytes: bytes)
    }
    return try verifier.finish(today: today ?? location.day, keys: presence)
  }

  func open(with key: borrowing PrivateKey) throws(ClipFault) -> [OpenedFragment] {
    let opener = try opener(key)
    var fragments: [OpenedFragment] = []
    for (index, segment) in segments.enumerated() {
      fragments += try opener.open(segment: UInt32(index), bytes: segment)
    }
    if let closing { _ = try opener.open(closing: closing) }
    return fragments
  }

  func open(
    withPair one: borrowing PrivateKey, _ other: borrowing PrivateKey
  ) throws(ClipFault) -> [OpenedFragment] {
    let pair = RecoveryPair(one.publicKey, other.publicKey)
    let opener = try ClipOpener(
      recovery: one, other, keyObject: keys[pair?.fingerprint ?? ""] ?? [], opening: opening,
      location: location)
    var fragments: [OpenedFragment] = []
    for (index, segment) in segments.enumerated() {
      fragments += try opener.open(segment: UInt32(index), bytes: segment)
    }
    return fragments
  }

  /// Whether this key object opens the clip with this key.
  func check(_ key: borrowing PrivateKey, keyObject: [UInt8]) throws(ClipFault) {
    _ = try ClipOpener(
      key: key, keyObject: keyObject, rewrap: rewraps[key.publicKey.fingerprint],
      opening: opening, location: location)
  }

  func opener(_ key: borrowing PrivateKey) throws(ClipFault) -> ClipOpener {
    try ClipOpener(
      key: key, keyObject: keys[key.publicKey.fingerprint] ?? [], opening: opening,
      location: location)
  }

  /// As before the keys were uploaded.
  var withoutKeys: StoredClip {
    var clip = self
    clip.keys = [:]
    return clip
  }

  /// Appends to a segment's object, as the spool does.
  mutating func append(_ fragment: SealedFragment) {
    if fragment.startsSegment { segments.append([]) }
    segments[Int(fragment.segment)] += fragment.bytes
  }

  /// Cuts the objects as a cut of the sealer asks.
  mutating func cut(to reference: FragmentReference?) {
    guard let reference else {
      segments = []
      return
    }
    segments.removeSubrange((Int(reference.segment) + 1)...)
    segments[Int(reference.segment)] = Array(
      segments[Int(reference.segment)].prefix(reference.segmentBytes))
  }
}

/// The keys of one test; made afresh, so nothing secret lies in the sources.
final class Keys: Sendable {
  let trainer = PrivateKey.generate(kind: .trainer)
  let recovery = PrivateKey.generate(kind: .recovery)
  let otherRecovery = PrivateKey.generate(kind: .recovery)
  let newcomer = PrivateKey.generate(kind: .trainer)
  let controller = PrivateKey.generate(kind: .controller)
  let workstation = PrivateKey.generate(kind: .workstation)

  func location(
    campaign: String = "crm", day: String = "2026-11-21", clip: ClipIdentifier = .random()
  ) throws -> ClipLocation {
    guard let day = CalendarDay(day),
      let location = ClipLocation(campaign: campaign, day: day, clip: clip)
    else { throw FormatError(.name, "no location") }
    return location
  }

  static let call = CallRecord(
    employee: "alice", trainers: ["Jeanne Martin"], startUnixMilliseconds: 1_795_000_000_000,
    callIdentifier: "1732.7", application: "crm", controllerName: "Example Assurances SA",
    policyOwner: .administrator)

  func terms(_ location: ClipLocation, minimumSeconds: UInt16 = 1) -> OpeningTerms {
    OpeningTerms(
      location: location, policyHash: Digest.blake2b256([1]), expiry: location.day + 30,
      export: .allowed, rate: 15, minimumSeconds: minimumSeconds, call: Self.call,
      controllerRecord: ControllerRecord(number: "+33612345678", queue: "claims"))
  }

  func sealer(_ location: ClipLocation, minimumSeconds: UInt16 = 1) throws(SealingError)
    -> ClipSealer
  {
    try ClipSealer(
      terms: terms(location, minimumSeconds: minimumSeconds),
      recipients: [trainer.publicKey, recovery.publicKey, otherRecovery.publicKey],
      controller: controller.publicKey, workstation: workstation)
  }
}

extension StoredClip {
  /// A new clip without fragments.
  init(_ sealer: borrowing ClipSealer) {
    self.init(location: sealer.location)
    opening = sealer.openingObject
    for (name, bytes) in sealer.keyObjects {
      if case .key(let fingerprint) = name { keys[fingerprint] = bytes }
    }
  }
}

/// Whether `part` occurs in `bytes`.
func holds(_ bytes: [UInt8], _ part: ArraySlice<UInt8>) -> Bool {
  guard let first = part.first else { return true }
  return bytes.indices.contains { bytes[$0] == first && bytes[$0...].starts(with: part) }
}

func at(_ milliseconds: Int64) -> CallTime { CallTime(milliseconds: milliseconds) }

func span(_ start: Int64, _ end: Int64) -> CallSpan { CallSpan(start: at(start), end: at(end)) }

/// Half-second pictures of one track from start to end, which play nowhere.
func film(_ start: Int64, _ end: Int64, starts: Bool) -> [UInt8] {
  var durations = [UInt32](repeating: 500, count: Int((end - start) / 500))
  if (end - start) % 500 > 0 { durations.append(UInt32((end - start) % 500)) }
  return (starts ? SketchedFilm.initialisation() : [])
    + SketchedFilm.fragment([SketchedFilm.run(start: start, durations: durations)])
}

func fragment(
  _ start: Int64, _ end: Int64, starts: Bool = false, gaps: [Gap] = [], events: [TimedEvent] = [],
  trailing: [UInt8] = []
) -> Fragment {
  Fragment(
    span: span(start, end), gaps: gaps, startsSegment: starts, longestObservation: 67,
    manifest: FragmentManifest(
      frames: UInt32((end - start + 499) / 500), ticks: 30, events: events),
    media: film(start, end, starts: starts)
      + (trailing.isEmpty ? [] : SketchedFilm.box("free", trailing)))
}

/// Three segments of two fragments with a hold between the second and the third, closed.
func closedClip(_ keys: Keys, at location: ClipLocation) throws -> StoredClip {
  var sealer = try keys.sealer(location)
  var clip = StoredClip(sealer)
  clip.append(try sealer.seal(fragment(0, 500, starts: true)))
  clip.append(try sealer.seal(fragment(500, 1_000)))
  clip.append(try sealer.seal(fragment(1_000, 1_500, starts: true)))
  clip.append(try sealer.seal(fragment(1_500, 2_000)))
  let hold = Gap(span: span(2_000, 5_000), reason: .hold)
  let resumed = TimedEvent(time: at(5_000), kind: .resumed)
  clip.append(
    try sealer.seal(fragment(5_000, 5_500, starts: true, gaps: [hold], events: [resumed])))
  clip.append(try sealer.seal(fragment(5_500, 6_000)))
  let ended = TimedEvent(time: at(6_040), kind: .ended)
  clip.closing = try sealer.close(
    reason: .ended, end: at(6_040),
    trailingGaps: [Gap(span: span(6_000, 6_040), reason: .indicatorLost)], events: [ended]
  ).bytes
  return clip
}
