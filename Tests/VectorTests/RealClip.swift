import ByteCoding
import ClipFormat
import ClipSealing
import ClipVectors
import Testing
import Timeline

/// Who reads a ``RealClip``.
enum RealReader: CaseIterable {
  case nobody, trainer, pair, newcomer, controller
}

/// A clip with a hold, an indicator that was lost and one more recipient, as the sealer makes it.
struct RealClip {
  let location: ClipLocation
  let list: WorkstationList
  var objects: [String: [UInt8]] = [:]
  private let trainer: [UInt8]
  private let newcomer: [UInt8]
  private let pair: [[UInt8]]
  private let controller: [UInt8]

  init() throws {
    let trainer = PrivateKey.generate(kind: .trainer)
    let newcomer = PrivateKey.generate(kind: .employee)
    let one = PrivateKey.generate(kind: .recovery)
    let other = PrivateKey.generate(kind: .recovery)
    let controller = PrivateKey.generate(kind: .controller)
    let workstation = PrivateKey.generate(kind: .workstation)
    let day = CalendarDay(number: 20_778)
    location = try #require(ClipLocation(campaign: "crm", day: day, clip: .random()))
    let more = (0..<40).map { _ in PrivateKey.generate(kind: .workstation).publicKey }
    let signed = WorkstationList.make(
      [workstation.publicKey] + more, day: day, by: controller)
    list = try #require(signed)
    let terms = OpeningTerms(
      location: location, policyHash: Digest.blake2b256([1]), expiry: day + 30, export: .allowed,
      rate: 15, minimumSeconds: 1,
      call: CallRecord(
        employee: "Zoë", trainers: ["Jeanne Martin", ""], startUnixMilliseconds: -1,
        callIdentifier: "1732.7", application: "crm", controllerName: "Example Assurances SA",
        policyOwner: .administrator),
      controllerRecord: ControllerRecord(number: "", queue: "claims"))
    var sealer = try ClipSealer(
      terms: terms, recipients: [trainer.publicKey, one.publicKey, other.publicKey],
      controller: controller.publicKey, workstation: workstation)
    objects["opening"] = sealer.openingObject
    for (name, bytes) in sealer.keyObjects { objects[name.text] = bytes }
    for fragment in Self.fragments {
      let sealed = try sealer.seal(fragment)
      objects[sealed.name.text, default: []] += sealed.bytes
    }
    objects["closing"] =
      try sealer.close(
        reason: .displayLost, end: CallTime(milliseconds: 9_001),
        trailingGaps: [Gap(span: Self.span(9_000, 9_001), reason: .indicatorLost)],
        events: [TimedEvent(time: CallTime(milliseconds: 9_000), kind: .ended)]
      ).bytes
    let key = ObjectName.key(fingerprint: trainer.publicKey.fingerprint)
    let added = try ClipOpener(
      key: trainer, keyObject: objects[key.text] ?? [], opening: objects["opening"] ?? [],
      location: location
    ).rewrap(
      order: .make(
        clip: location, recipient: newcomer.publicKey, day: day + 1, by: controller), by: trainer)
    objects[added.keyObjectName.text] = added.keyObject
    objects[added.rewrapObjectName.text] = added.rewrapObject
    let asked = RequestRecord(
      .rectify, of: "Zoë", clip: location, message: "j'avais raccroché",
      identifier: [UInt8](repeating: 0xA5, count: RequestRecord.identifierBytes),
      unixMilliseconds: 1_795_608_000_000, maker: workstation.publicKey,
      controller: controller.publicKey.keyHash
    ).signed(by: workstation)
    let statement = StatementObject.make(
      asked, of: location,
      for: [.single(trainer.publicKey), try .recoveryPair(one.publicKey, other.publicKey)],
      day: day + 2, by: controller)
    let name = ObjectName.statement(request: String(repeating: "a5", count: 16))
    objects[name.text] = try #require(statement).bytes
    self.trainer = trainer.encode()
    self.newcomer = newcomer.encode()
    pair = [other.encode(), one.encode()]
    self.controller = controller.encode()
  }

  func keyFiles(of reader: RealReader) -> [[UInt8]] {
    switch reader {
    case .nobody: []
    case .trainer: [trainer]
    case .pair: pair
    case .newcomer: [newcomer]
    case .controller: [controller]
    }
  }

  /// What this reader finds, in the second reader's words.
  func reading(by reader: RealReader) throws -> JSONText {
    let report = try report()
    let film = try film(by: reader)
    guard case .closed(let reason) = report.closing else { return .null }
    let gaps = report.gaps.map { gap in
      JSONText.array([
        .integer(gap.span.start.milliseconds), .integer(gap.span.end.milliseconds),
        .string(gap.kind.name),
      ])
    }
    return .object([
      ("ok", .boolean(true)), ("layer", .null), ("object", .null), ("state", .string("sealed")),
      ("end_ms", .integer(report.end.milliseconds)),
      ("filmed_ms", .integer(report.filmedMilliseconds)), ("gaps", .array(gaps)),
      ("closing", .string(reason.name)), ("segments", .integer(Int64(report.segments))),
      ("fragments", .integer(Int64(report.fragments))),
      ("released", .string(Hexadecimal.encode(Digest.blake2b256(film)))),
    ])
  }

  /// What can be verified without a key.
  private func report() throws -> ClipReport {
    var verifier = ClipVerifier(location: location, today: location.day)
    for name in names {
      let bytes = objects[name.text] ?? []
      switch name {
      case .erased: try verifier.accept(erased: bytes)
      case .opening: try verifier.accept(opening: bytes)
      case .segment(let number): try verifier.accept(segment: number, bytes: bytes)
      case .closing: try verifier.accept(closing: bytes)
      case .key(let fingerprint): try verifier.accept(key: fingerprint, bytes: bytes)
      case .rewrap(let fingerprint): try verifier.accept(rewrap: fingerprint, bytes: bytes)
      case .statement(let request): try verifier.accept(statement: request, bytes: bytes)
      }
    }
    return try verifier.finish(today: location.day)
  }

  /// All film that the reader's key opens.
  private func film(by reader: RealReader) throws -> [UInt8] {
    let opening = objects["opening"] ?? []
    func key(_ index: Int = 0) throws -> PrivateKey {
      try PrivateKey.read(text: keyFiles(of: reader)[index], passphrase: nil)
    }
    func alone() throws -> [UInt8] {
      let key = try key()
      let fingerprint = key.publicKey.fingerprint
      let opener = try ClipOpener(
        key: key, keyObject: objects["key.\(fingerprint)"] ?? [],
        rewrap: objects["rewrap.\(fingerprint)"], opening: opening, location: location)
      try opener.check(against: list)
      return try film(with: opener)
    }
    switch reader {
    case .nobody: return []
    case .controller:
      _ = try ControllerPart.open(opening: opening, location: location, key: try key())
      return []
    case .trainer, .newcomer: return try alone()
    case .pair:
      let one = try key(0)
      let other = try key(1)
      let keys = RecoveryPair(one.publicKey, other.publicKey)
      let pair = try #require(keys)
      return try film(
        with: try ClipOpener(
          recovery: one, other, keyObject: objects["key.\(pair.fingerprint)"] ?? [],
          opening: opening, location: location))
    }
  }

  private func film(with opener: borrowing ClipOpener) throws -> [UInt8] {
    var film: [UInt8] = []
    for name in names {
      if case .segment(let number) = name {
        for opened in try opener.open(segment: number, bytes: objects[name.text] ?? []) {
          film += opened.fragment.media
        }
      }
    }
    _ = try opener.open(closing: objects["closing"] ?? [])
    return film
  }

  private var names: [ObjectName] { objects.keys.compactMap { ObjectName($0) }.sorted() }

  private static var fragments: [Fragment] {
    [
      fragment(500, 1_500, starts: true, gaps: [Gap(span: span(0, 500), reason: .sourceLost)]),
      fragment(1_500, 3_000),
      fragment(3_000, 4_000, starts: true),
      fragment(
        8_000, 9_000, starts: true,
        gaps: [
          Gap(span: span(4_000, 6_000), reason: .hold),
          Gap(span: span(6_000, 7_000), reason: .paused),
          Gap(span: span(7_000, 8_000), reason: .disk),
        ]),
    ]
  }

  private static func fragment(
    _ start: Int64, _ end: Int64, starts: Bool = false, gaps: [Gap] = []
  ) -> Fragment {
    Fragment(
      span: span(start, end), gaps: gaps, startsSegment: starts, longestObservation: 67,
      manifest: FragmentManifest(frames: 2, ticks: 30),
      media: SketchedFilm.halves(start: start, end: end, starts: starts))
  }

  private static func span(_ start: Int64, _ end: Int64) -> CallSpan {
    CallSpan(start: CallTime(milliseconds: start), end: CallTime(milliseconds: end))
  }
}
