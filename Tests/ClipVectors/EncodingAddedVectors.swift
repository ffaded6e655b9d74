import ClipFormat
import Timeline

/// Tombstones, rewrap objects and lists that no writer makes.
enum EncodingAddedVectors {
  static let all = [
    NamedVector("encodingTombstoneReason", encodingTombstoneReason),
    NamedVector("encodingTombstoneKind", encodingTombstoneKind),
    NamedVector("encodingTombstoneKeyVersion", encodingTombstoneKeyVersion),
    NamedVector("encodingTombstoneLonger", encodingTombstoneLonger),
    NamedVector("encodingRewrapCut", encodingRewrapCut),
    NamedVector("encodingRewrapLonger", encodingRewrapLonger),
    NamedVector("encodingRewrapThree", encodingRewrapThree),
    NamedVector("encodingRewrapNobody", encodingRewrapNobody),
    NamedVector("encodingRewrapRecipientKind", encodingRewrapRecipientKind),
    NamedVector("encodingRewrapPerformerKind", encodingRewrapPerformerKind),
    NamedVector("encodingRewrapControllerKind", encodingRewrapControllerKind),
    NamedVector("encodingListChecksum", encodingListChecksum),
    NamedVector("encodingListTurned", encodingListTurned),
    NamedVector("encodingListTwice", encodingListTwice),
    NamedVector("encodingListKind", encodingListKind),
    NamedVector("encodingListLonger", encodingListLonger),
    NamedVector("encodingTrainers", encodingTrainers),
    NamedVector("encodingTrainerName", encodingTrainerName),
    NamedVector("encodingGapsMany", encodingGapsMany),
  ]

  private static func encodingTombstoneReason() -> Vector {
    drafted().erased { $0[58] = 5 }.shown(
      .encoding, in: "erased", "A clip that was erased for no known reason.")
  }

  private static func encodingTombstoneKind() -> Vector {
    drafted().erased { $0[64] = 1 }.shown(.encoding, in: "erased", "A tombstone of a trainer.")
  }

  private static func encodingTombstoneKeyVersion() -> Vector {
    drafted().erased { $0[63] = 2 }.shown(
      .encoding, in: "erased", "A key of another version in a tombstone.")
  }

  private static func encodingTombstoneLonger() -> Vector {
    drafted().erased().with("erased") { $0.append(0) }.shown(
      .encoding, in: "erased", "A byte was added to a tombstone.")
  }

  private static func encodingRewrapCut() -> Vector {
    let (clip, rewrap) = rewrapped()
    return clip.with(rewrap.rewrapName) { $0.removeLast() }.shown(
      .encoding, in: rewrap.rewrapName, "A rewrap object was cut.")
  }

  private static func encodingRewrapLonger() -> Vector {
    let (clip, rewrap) = rewrapped()
    return clip.with(rewrap.rewrapName) { $0.append(0) }.shown(
      .encoding, in: rewrap.rewrapName, "A byte was added to a rewrap object.")
  }

  private static func encodingRewrapThree() -> Vector {
    let (clip, rewrap) = rewrapped()
    return clip.with(rewrap.rewrapName) { $0[291] = 3 }.shown(
      .encoding, in: rewrap.rewrapName, "A rewrap object of three.")
  }

  private static func encodingRewrapNobody() -> Vector {
    let (clip, rewrap) = rewrapped()
    return clip.with(rewrap.rewrapName) { $0[291] = 0 }.shown(
      .encoding, in: rewrap.rewrapName, "A rewrap object of nobody.")
  }

  private static func encodingRewrapRecipientKind() -> Vector {
    let (clip, rewrap) = rewrapped()
    return clip.with(rewrap.rewrapName) { $0[10 + 50] = 2 }.shown(
      .encoding, in: rewrap.rewrapName, "An order for a recovery key alone.")
  }

  private static func encodingRewrapPerformerKind() -> Vector {
    let (clip, rewrap) = rewrapped()
    return clip.with(rewrap.rewrapName) { $0[292 + 1] = 2 }.shown(
      .encoding, in: rewrap.rewrapName, "One recovery holder alone carried the order out.")
  }

  private static func encodingRewrapControllerKind() -> Vector {
    let (clip, rewrap) = rewrapped()
    return clip.with(rewrap.rewrapName) { $0[10 + 116] = 1 }.shown(
      .encoding, in: rewrap.rewrapName, "An order of a trainer.")
  }

  private static func encodingListChecksum() -> Vector {
    let clip = drafted()
    var line = Array(
      stationList([clip.draft.keys.workstation.publicKey], controller: clip.draft.keys.controller)
        .utf8)
    line[40] = line[40] == UInt8(ascii: "a") ? UInt8(ascii: "b") : UInt8(ascii: "a")
    return clip.listed(
      String(decoding: line, as: UTF8.self), .encoding, in: "workstations",
      "A list with a character that was mistyped.")
  }

  private static func encodingListTurned() -> Vector {
    let clip = drafted()
    let stations = sortedByFingerprint(
      [clip.draft.keys.workstation, VectorKey(.workstation)]
        .map(\.publicKey))
    return clip.listed(
      stationList(stations.reversed(), controller: clip.draft.keys.controller), .encoding,
      in: "workstations", "A list whose fingerprints fall.")
  }

  private static func encodingListTwice() -> Vector {
    let clip = drafted()
    let station = clip.draft.keys.workstation.publicKey
    return clip.listed(
      stationList([station, station], controller: clip.draft.keys.controller), .encoding,
      in: "workstations", "A workstation that is listed twice.")
  }

  private static func encodingListKind() -> Vector {
    let clip = drafted()
    return clip.listed(
      stationList([VectorKey(.trainer).publicKey], controller: clip.draft.keys.controller),
      .encoding,
      in: "workstations", "A trainer on the list of workstations.")
  }

  private static func encodingListLonger() -> Vector {
    let clip = drafted()
    return clip.listed(
      stationList(
        [clip.draft.keys.workstation.publicKey], controller: clip.draft.keys.controller
      ) { $0.append(0) }, .encoding, in: "workstations", "A byte was added to the list.")
  }

  private static func encodingTrainers() -> Vector {
    drafted { draft in draft.trainers = [String](repeating: "Jeanne Martin", count: 65) }.opened(
      .encoding, in: "opening", "Sixty-five trainers in a call record.")
  }

  private static func encodingTrainerName() -> Vector {
    drafted { draft in draft.trainers = [String(repeating: "j", count: 257)] }.opened(
      .encoding, in: "opening", "A trainer's name of 257 bytes.")
  }

  private static func encodingGapsMany() -> Vector {
    drafted { draft in draft.beginFourth(after: .hold, .disk) }.opened(
      .encoding, in: "00002.segment", released: 3, "A list of 4097 gaps.")
  }
}
