import ClipFormat

/// Bytes that are not those that were signed.
enum HashVectors {
  static let all = [
    NamedVector("hashMessage", hashMessage),
    NamedVector("hashStreamHeader", hashStreamHeader),
    NamedVector("hashSecondMessage", hashSecondMessage),
    NamedVector("hashKey", hashKey),
    NamedVector("hashOtherKey", hashOtherKey),
    NamedVector("hashPairKey", hashPairKey),
    NamedVector("hashKeysSwapped", hashKeysSwapped),
    NamedVector("hashTwinKey", hashTwinKey),
    NamedVector("hashAddedKey", hashAddedKey),
  ]

  private static func hashMessage() -> Vector {
    drafted().with("00001.segment") { $0.flip(-1) }.opened(
      .hash, in: "00001.segment", released: 2, "One bit of a message.")
  }

  private static func hashStreamHeader() -> Vector {
    drafted().with("00001.segment") { $0.flip(10 + 138 + 64) }.opened(
      .hash, in: "00001.segment", released: 2, "One bit of a stream header.")
  }

  private static func hashSecondMessage() -> Vector {
    drafted().with("00000.segment") { $0.flip(-1) }.opened(
      .hash, in: "00000.segment", released: 1, "One bit of the second message of a segment.")
  }

  private static func hashKey() -> Vector {
    let clip = drafted()
    return clip.with(clip.trainerKey) { $0.flip(-1) }.opened(
      .hash, in: clip.trainerKey, "One bit of the reader's key object.")
  }

  private static func hashOtherKey() -> Vector {
    let clip = drafted()
    let name = clip.keyName(clip.draft.keys.employee)
    return clip.with(name) { $0.flip(20) }.opened(
      .hash, in: name, released: 4, "One bit of somebody else's key object.")
  }

  private static func hashPairKey() -> Vector {
    let clip = drafted()
    return clip.with(clip.pairName) { $0.flip(100) }.opened(
      by: clip.draft.keys.recovery, with: .recovery, .hash, in: clip.pairName,
      "One bit of the recovery pair's key object.")
  }

  private static func hashKeysSwapped() -> Vector {
    let clip = drafted()
    let names = [clip.trainerKey, clip.keyName(clip.draft.keys.employee)].sorted()
    return clip.with(names[0]) { $0 = clip.objects[names[1]] ?? [] }
      .with(names[1]) { $0 = clip.objects[names[0]] ?? [] }.shown(
        .hash, in: names[0], "Two key objects that changed places.")
  }

  private static func hashTwinKey() -> Vector {
    let clip = drafted()
    let twin = DraftedClip(clip.draft.twin())
    return clip.with(clip.trainerKey) { $0 = twin.objects[clip.trainerKey] ?? [] }.opened(
      .hash, in: clip.trainerKey, "The key object of another clip of the same name.")
  }

  private static func hashAddedKey() -> Vector {
    let (clip, rewrap) = rewrapped()
    let other = clip.keyObject(clip.grant, to: .single(rewrap.recipient))
    return clip.with(rewrap.keyName) { $0 = other }.opened(
      by: [rewrap.recipient], with: .key, .hash, in: rewrap.keyName,
      "Another key object than the one that was ordered.")
  }
}
