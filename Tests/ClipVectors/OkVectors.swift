import ClipFormat
import Timeline

/// Clips that are as they should be.
enum OkVectors {
  static let all = [
    NamedVector("okShown", okShown),
    NamedVector("okTrainer", okTrainer),
    NamedVector("okEmployee", okEmployee),
    NamedVector("okPair", okPair),
    NamedVector("okPairTurned", okPairTurned),
    NamedVector("okController", okController),
    NamedVector("okPassphrase", okPassphrase),
    NamedVector("okWorkstation", okWorkstation),
    NamedVector("okOpen", okOpen),
    NamedVector("okOpenUnfinishedSegments", okOpenUnfinishedSegments),
    NamedVector("okErased", okErased),
    NamedVector("okErasedWithKey", okErasedWithKey),
    NamedVector("okRewrapped", okRewrapped),
    NamedVector("okRewrappedShown", okRewrappedShown),
    NamedVector("okRewrappedByEmployee", okRewrappedByEmployee),
    NamedVector("okRewrappedByPair", okRewrappedByPair),
    NamedVector("okRewrappedForEmployee", okRewrappedForEmployee),
    NamedVector("okAfterCrash", okAfterCrash),
    NamedVector("okNoFilm", okNoFilm),
    NamedVector("okTwoTracks", okTwoTracks),
    NamedVector("okDefaultDurations", okDefaultDurations),
    NamedVector("okJoinedGaps", okJoinedGaps),
    NamedVector("okLastDay", okLastDay),
    NamedVector("okManifest", okManifest),
    NamedVector("okEventsTogether", okEventsTogether),
    NamedVector("okRunIdle", okRunIdle),
  ]

  private static func okShown() -> Vector {
    drafted().shown("A clip as a reader without a key meets it.")
  }

  private static func okTrainer() -> Vector {
    drafted().opened(released: 4, "A trainer opens all of it.")
  }

  private static func okEmployee() -> Vector {
    let clip = drafted()
    return clip.opened(
      by: [clip.draft.keys.employee], with: .key, released: 4, "The employee opens all of it.")
  }

  private static func okPair() -> Vector {
    let clip = drafted()
    return clip.opened(
      by: clip.draft.keys.recovery, with: .recovery, released: 4,
      "The two recovery keys open all of it.")
  }

  private static func okPairTurned() -> Vector {
    let clip = drafted()
    return clip.opened(
      by: clip.draft.keys.recovery.reversed(), with: .recovery, released: 4,
      "The two recovery keys may be given in any order.")
  }

  private static func okController() -> Vector {
    let clip = drafted()
    return clip.opened(
      by: [clip.draft.keys.controller], with: .controller, "The controller opens its part.")
  }

  private static func okPassphrase() -> Vector {
    let clip = drafted()
    var vector = clip.opened(released: 4, "The key's file is sealed with a passphrase.")
    vector.keys = [clip.draft.keys.trainer.line(passphrase: "correct horse")]
    vector.passphrase = "correct horse"
    return vector
  }

  private static func okWorkstation() -> Vector {
    let clip = drafted()
    let keys = clip.draft.keys
    let stations = sortedByFingerprint(
      [keys.workstation, VectorKey(.workstation), VectorKey(.workstation)].map(\.publicKey))
    return clip.listed(
      stationList(stations, controller: keys.controller), released: 4,
      "The workstation is one of three on the controller's list.")
  }

  private static func okOpen() -> Vector {
    drafted().without("closing").withoutKeys.shown("A clip that is still being made.")
  }

  private static func okOpenUnfinishedSegments() -> Vector {
    drafted().without("closing", "00002.segment", "00001.segment").withoutKeys.shown(
      "A clip of which some segments are not uploaded yet.")
  }

  private static func okErased() -> Vector {
    drafted().erased().shown("A clip that was erased as it should be.")
  }

  private static func okErasedWithKey() -> Vector {
    let clip = drafted().erased()
    return clip.opened("A reader with a key meets nothing but the tombstone.")
  }

  private static func okRewrapped() -> Vector {
    let (clip, rewrap) = rewrapped()
    return clip.opened(
      by: [rewrap.recipient], with: .key, released: 4,
      "A trainer who was added by another on the controller's order.")
  }

  private static func okRewrappedShown() -> Vector {
    rewrapped().clip.shown("A key object that was added, without a key.")
  }

  private static func okRewrappedByEmployee() -> Vector {
    rewrapped { rewrap, clip in rewrap.performers = [clip.draft.keys.employee] }.clip.shown(
      "The employee carried the controller's order out.")
  }

  private static func okRewrappedByPair() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, clip in rewrap.performers = clip.draft.keys.recovery }
    return clip.opened(
      by: [rewrap.recipient], with: .key, released: 4,
      "A trainer who was added by the two recovery holders.")
  }

  private static func okRewrappedForEmployee() -> Vector {
    let (clip, rewrap) = rewrapped { rewrap, _ in rewrap.recipient = VectorKey(.employee) }
    return clip.opened(
      by: [rewrap.recipient], with: .key, released: 4, "An employee who was added.")
  }

  private static func okAfterCrash() -> Vector {
    drafted { draft in
      draft.end = 7_000
      draft.closingGaps = []
      draft.changeClosing = { $0.reason = .crash }
      draft.changeDetail = { $0 = nil }
    }.opened(released: 4, "Closed without the clip key after a crash.")
  }

  private static func okNoFilm() -> Vector {
    drafted { draft in
      draft.fragments = []
      draft.end = 500
      draft.closingGaps = [Gap(span: draftSpan(0, 500), reason: .disk)]
      draft.closingEvents = []
      draft.changeRecord = { $0.minimumSeconds = 0 }
    }.opened("A clip that is one gap, where the policy lets it be.")
  }

  private static func okTwoTracks() -> Vector {
    drafted { draft in
      draft.fragments[0].film =
        SketchedFilm.initialisation(tracks: [2, 5])
        + SketchedFilm.fragment([
          SketchedFilm.run(track: 2, start: 0, durations: [400, 600]),
          SketchedFilm.run(track: 5, start: 0, durations: [1_000]),
        ])
      draft.fragments[0].manifest.frames = 3
      draft.fragments[1].film = SketchedFilm.fragment([
        SketchedFilm.run(track: 5, start: 1_000, durations: [1_000]),
        SketchedFilm.run(track: 2, start: 1_000, durations: [999, 1]),
      ])
      draft.fragments[1].manifest.frames = 3
    }.opened(released: 4, "Two monitors in one segment, one in the others.")
  }

  private static func okDefaultDurations() -> Vector {
    drafted { draft in
      let run = SketchedFilm.box(
        "traf",
        SketchedFilm.box(
          "tfhd",
          SketchedFilm.number(UInt32(0x2000B)) + SketchedFilm.number(UInt32(1))
            + [UInt8](repeating: 0, count: 12) + SketchedFilm.number(UInt32(250)))
          + SketchedFilm.box(
            "tfdt", SketchedFilm.number(UInt32(0)) + SketchedFilm.number(UInt32(0)))
          + SketchedFilm.box(
            "trun",
            SketchedFilm.number(UInt32(0x205)) + SketchedFilm.number(UInt32(4))
              + [UInt8](repeating: 1, count: 8 + 16)))
      draft.fragments[0].film =
        SketchedFilm.initialisation() + SketchedFilm.box("free", [1, 2, 3])
        + SketchedFilm.fragment([run])
      draft.fragments[0].manifest.frames = 4
      draft.fragments[1].film = SketchedFilm.fragment([
        SketchedFilm.run(start: 1_000, durations: [300]),
        SketchedFilm.run(start: 1_300, durations: [700]),
      ])
    }.opened(released: 4, "Samples with a default length, other boxes, and a track in two runs.")
  }

  private static func okJoinedGaps() -> Vector {
    drafted { draft in
      draft.fragments[3].gaps = [
        Gap(span: draftSpan(3_000, 4_000), reason: .hold),
        Gap(span: draftSpan(4_000, 5_000), reason: .paused),
        Gap(span: draftSpan(5_000, 6_000), reason: .sourceLost),
      ]
    }.opened(released: 4, "Hold and private moment are one gap in clear, the fault another.")
  }

  private static func okLastDay() -> Vector {
    var vector = drafted().shown("The last day before the expiry.")
    vector.today = (ClipDraft.day + 29).text
    return vector
  }

  private static func okManifest() -> Vector {
    drafted { draft in
      draft.fragments[0].manifest.hidden = [
        HiddenSpan(span: draftSpan(0, 1_000), reason: .unknownWindow),
        HiddenSpan(span: draftSpan(200, 300), reason: .overload),
      ]
      draft.fragments[0].manifest.masked = [
        MaskSpan(span: draftSpan(999, 1_000), count: 65_535, source: .policyRegion)
      ]
      draft.fragments[0].manifest.events = [
        TimedEvent(time: .answered, kind: .answered),
        TimedEvent(time: .answered, kind: .callerInformed),
        TimedEvent(time: secondsAfterAnswer(1), kind: .callerObjected),
      ]
    }.opened(released: 4, "Hidden windows, masked fields and events in one fragment.")
  }

  private static func okEventsTogether() -> Vector {
    drafted { draft in
      let both = [CallEventKind.held, .resumed]
      draft.fragments[2].manifest.events =
        both.map { TimedEvent(time: secondsAfterAnswer(2), kind: $0) }
        + both.map { TimedEvent(time: secondsAfterAnswer(3), kind: $0) }
      draft.fragments[2].manifest.masked = [
        MaskSpan(span: draftSpan(2_500, 3_000), count: 0, source: .terminal),
        MaskSpan(span: draftSpan(2_000, 2_700), count: 2, source: .terminal),
      ]
    }.opened(
      released: 4, "Events at one time and at both ends; masks that overlap, one of no field.")
  }

  private static func okRunIdle() -> Vector {
    drafted { draft in
      draft.fragments[1].film = SketchedFilm.fragment([
        SketchedFilm.run(start: 1_000, durations: [500, 500]),
        SketchedFilm.run(start: 2_000, durations: []),
      ])
    }.opened(released: 4, "A run without samples, where its track stands.")
  }
}
