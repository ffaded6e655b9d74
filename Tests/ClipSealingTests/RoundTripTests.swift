import ClipFormat
import ClipSealing
import Testing
import Timeline

@Suite("Sealing and opening") struct RoundTripTests {
  private let keys = Keys()

  @Test("a clip verifies without a key, and says what may be known") func verifies() throws {
    let location = try keys.location()
    let clip = try closedClip(keys, at: location)
    let report = try clip.verify()
    #expect(report.closing == .closed(.ended))
    #expect(report.filmedMilliseconds == 3_000)
    #expect(report.end == at(6_040))
    #expect(
      report.timeline == [
        .film(span(0, 2_000)), .gap(ClearGap(span: span(2_000, 5_000), kind: .paused)),
        .film(span(5_000, 6_000)), .gap(ClearGap(span: span(6_000, 6_040), kind: .fault)),
      ])
    #expect(report.segments == 3 && report.fragments == 6)
    #expect(report.longestObservation == 67 && report.keepsRateFloor)
    #expect(report.absentKeys == [] && report.addedKeys == [])
    #expect(report.opening.purpose == .training && report.opening.expiry == location.day + 30)
    #expect(Set(report.opening.recipients.map(\.kind)) == [.trainer, .recovery])
    let all = [clip.opening, clip.closing ?? []] + clip.segments + clip.keys.values
    #expect(report.bytes == all.reduce(0) { $0 + $1.count })
  }

  @Test("each recipient opens all of it") func opens() throws {
    let clip = try closedClip(keys, at: keys.location())
    let opener = try clip.opener(keys.trainer)
    #expect(opener.callRecord == Keys.call)
    #expect(opener.workstation == keys.workstation.publicKey)
    let fragments = try opener.open(segment: 2, bytes: clip.segments[2])
    #expect(fragments.count == 2)
    #expect(fragments[0].fragment.gaps == [Gap(span: span(2_000, 5_000), reason: .hold)])
    #expect(fragments[0].fragment.manifest.events.map(\.kind) == [.resumed])
    let detail = try opener.open(closing: #require(clip.closing))
    #expect(detail?.gaps.map(\.reason) == [.indicatorLost])
    #expect(detail?.events.map(\.kind) == [.ended])
    #expect(try clip.open(withPair: keys.otherRecovery, keys.recovery).count == 6)
  }

  @Test(
    "film of every length around a padding step comes back",
    arguments: [
      0, 1, 2, 62, 63, 64, 65, 966, 967, 968, 969, 1_023, 1_024, 1_025, 65_000, 1_000_000,
    ])
  func lengths(length: Int) throws {
    var sealer = try keys.sealer(keys.location())
    var clip = StoredClip(sealer)
    let media = RandomBytes.make(length)
    let first = fragment(0, 1_000, starts: true, trailing: media)
    let second = fragment(1_000, 2_000, trailing: media.reversed())
    clip.append(try sealer.seal(first))
    clip.append(try sealer.seal(second))
    #expect(sealer.filmedMilliseconds == 2_000)
    #expect(try clip.open(with: keys.trainer).map(\.fragment) == [first, second])
    #expect(try clip.withoutKeys.verify().closing == .open)
    #expect(length < 64 || !holds(clip.segments[0], media.prefix(64)))
  }

  @Test("the controller's key opens its part only") func controller() throws {
    let clip = try closedClip(keys, at: keys.location())
    #expect(
      try ControllerPart.open(
        opening: clip.opening, location: clip.location, key: keys.controller)
        == ControllerRecord(number: "+33612345678", queue: "claims"))
    var error = #expect(throws: ClipFault.self) {
      try ControllerPart.open(opening: clip.opening, location: clip.location, key: keys.trainer)
    }
    #expect(error?.layer == .decryption)
    for bytes in clip.keys.values {
      error = #expect(throws: ClipFault.self) {
        try clip.check(keys.controller, keyObject: bytes)
      }
      #expect(error?.layer == .decryption)
    }
  }

  @Test("another trainer opens nothing, whatever key object they show") func wrongKey() throws {
    let clip = try closedClip(keys, at: keys.location())
    let other = PrivateKey.generate(kind: .trainer)
    let twin = try ClipSealer(
      terms: keys.terms(clip.location), recipients: [other.publicKey],
      controller: keys.controller.publicKey, workstation: keys.workstation)
    for bytes in Array(clip.keys.values) + twin.keyObjects.map(\.1) {
      let error = #expect(throws: ClipFault.self) {
        try clip.check(other, keyObject: bytes)
      }
      #expect(error?.layer == (bytes.count == 139 ? .order : .encoding))
      #expect(error?.place == .object(.key(fingerprint: other.publicKey.fingerprint)))
    }
  }

  @Test("neither recovery holder opens anything alone, both do in any order") func pair() throws {
    let clip = try closedClip(keys, at: keys.location())
    #expect(clip.keys.values.map(\.count).sorted() == [139, 187])
    #expect(try clip.open(withPair: keys.recovery, keys.otherRecovery).count == 6)
    for bytes in clip.keys.values {
      let error = #expect(throws: ClipFault.self) {
        try clip.check(keys.recovery, keyObject: bytes)
      }
      #expect(error?.layer == .decryption)
    }
    let third = PrivateKey.generate(kind: .recovery)
    #expect(throws: ClipFault.self) { try clip.open(withPair: keys.recovery, third) }
    #expect(throws: ClipFault.self) { try clip.open(withPair: keys.recovery, keys.recovery) }
    #expect(throws: ClipFault.self) { try clip.open(withPair: keys.recovery, keys.trainer) }
  }

  @Test("recipients and keys of the wrong kind are refused") func kinds() throws {
    let location = try keys.location()
    func make(
      _ recipients: [PublicKey], controller: PublicKey, workstation: borrowing PrivateKey
    ) throws(SealingError) {
      _ = try ClipSealer(
        terms: keys.terms(location), recipients: recipients, controller: controller,
        workstation: workstation)
    }
    let trainer = keys.trainer.publicKey
    let controller = keys.controller.publicKey
    try make([trainer, trainer], controller: controller, workstation: keys.workstation)
    let recovery = [keys.recovery.publicKey, keys.otherRecovery.publicKey]
    let third = PrivateKey.generate(kind: .recovery).publicKey
    for (recovery, count) in [([recovery[0]], 1), ([recovery[1], recovery[1]], 1)]
      + [(recovery + [third], 3)]
    {
      #expect(throws: SealingError.recoveryNeedsTwo(count: count)) {
        try make([trainer] + recovery, controller: controller, workstation: keys.workstation)
      }
    }
    #expect(throws: SealingError.recoveryNeedsTwo(count: 1)) {
      _ = try ClipSealer(
        terms: keys.terms(location), sealTo: [.single(trainer), .single(third)],
        controller: controller, workstation: keys.workstation)
    }
    #expect(throws: SealingError.self) {
      try make([], controller: controller, workstation: keys.workstation)
    }
    #expect(throws: SealingError.self) {
      try make([trainer, controller], controller: controller, workstation: keys.workstation)
    }
    #expect(throws: SealingError.unusableKey(fingerprint: trainer.fingerprint)) {
      try make([trainer], controller: trainer, workstation: keys.workstation)
    }
    #expect(throws: SealingError.unusableKey(fingerprint: trainer.fingerprint)) {
      try make([trainer], controller: controller, workstation: keys.trainer)
    }
    let point = PublicKey(
      kind: .trainer, agreement: [UInt8](repeating: 0, count: 32), signing: trainer.signing)
    #expect(throws: SealingError.unusableKey(fingerprint: point.fingerprint)) {
      try make([point], controller: controller, workstation: keys.workstation)
    }
  }
}
