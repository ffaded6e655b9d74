import ByteCoding
import ClipFormat
import Timeline

/// A clip as it should be, but for one change of its draft.
func drafted(_ change: (inout ClipDraft) -> Void = { _ in }) -> DraftedClip {
  var draft = ClipDraft()
  change(&draft)
  return DraftedClip(draft)
}

extension DraftedClip {
  /// As a reader without a key meets it.
  func shown(_ expect: FaultLayer, in object: String, _ comment: String) -> Vector {
    Vector(self, expect, in: object, comment: comment)
  }

  func shown(_ comment: String) -> Vector { Vector(self, comment: comment) }

  /// As the trainer opens it; `released` fragments may be shown before the failure.
  func opened(
    _ expect: FaultLayer, in object: String, released: Int = 0, _ comment: String
  ) -> Vector {
    opened(
      by: [draft.keys.trainer], with: .key, expect, in: object, released: released, comment)
  }

  func opened(released: Int = 0, _ comment: String) -> Vector {
    opened(by: [draft.keys.trainer], with: .key, released: released, comment)
  }

  /// As somebody else opens it.
  func opened(
    by keys: [VectorKey], with: Vector.Opening, _ expect: FaultLayer, in object: String,
    released: Int = 0, _ comment: String
  ) -> Vector {
    Vector(
      self, expect, in: object, with: with, keys: keys, released: released, comment: comment)
  }

  func opened(
    by keys: [VectorKey], with: Vector.Opening, released: Int = 0, _ comment: String
  ) -> Vector {
    Vector(self, with: with, keys: keys, released: released, comment: comment)
  }

  /// As the trainer opens it who also has a workstation list.
  func listed(
    _ line: String, _ expect: FaultLayer, in object: String, released: Int = 0,
    _ comment: String
  ) -> Vector {
    var vector = opened(
      by: [draft.keys.trainer], with: .workstations, expect, in: object, released: released,
      comment)
    vector.workstations = line
    return vector
  }

  func listed(_ line: String, released: Int = 0, _ comment: String) -> Vector {
    var vector = opened(
      by: [draft.keys.trainer], with: .workstations, released: released, comment)
    vector.workstations = line
    return vector
  }

  /// The same objects but for these bytes.
  func with(_ name: String, _ change: (inout [UInt8]) -> Void) -> DraftedClip {
    var clip = self
    var bytes = clip.objects[name] ?? []
    change(&bytes)
    clip.objects[name] = bytes
    return clip
  }

  func without(_ names: String...) -> DraftedClip {
    var clip = self
    for name in names { clip.objects[name] = nil }
    return clip
  }

  var withoutKeys: DraftedClip {
    var clip = self
    clip.objects = objects.filter { !$0.key.hasPrefix("key.") }
    return clip
  }

  var trainerKey: String { keyName(draft.keys.trainer) }

  /// The bytes of one fragment in its object.
  func fragment(_ index: Int, of name: String) -> [UInt8] {
    let borders = borders[name] ?? []
    return Array((objects[name] ?? [])[borders[index]..<borders[index + 1]])
  }
}

extension [UInt8] {
  /// Turns one bit of a byte; negative places count from the end.
  mutating func flip(_ place: Int) {
    self[place < 0 ? count + place : place] ^= 1
  }
}

func secondsAfterAnswer(_ seconds: Int64) -> CallTime { CallTime(milliseconds: seconds * 1_000) }

/// A workstation list of whatever it is given, signed by `controller`.
func stationList(
  _ stations: [PublicKey], controller: VectorKey, version: UInt8 = 1,
  change: (inout [UInt8]) -> Void = { _ in }
) -> String {
  var writer = ByteWriter()
  writer.integer(version)
  writer.raw(controller.publicKey.bytes)
  writer.integer(ClipDraft.day.number)
  writer.integer(UInt16(stations.count))
  for station in stations { writer.raw(station.bytes) }
  var record = writer.bytes + controller.sign(writer.bytes, for: "workstations")
  change(&record)
  return RecordText.line("callreel-workstations-", record)
}

func sortedByFingerprint(_ keys: [PublicKey]) -> [PublicKey] {
  keys.sorted { fingerprintText($0.bytes) < fingerprintText($1.bytes) }
}

/// A key object that was added for somebody, and the rewrap object beside it.
struct DraftedRewrap {
  var recipient = VectorKey(.trainer)
  var controller: VectorKey
  var performers: [VectorKey]
  var day = ClipDraft.day + 3
  var clip: ClipLocation
  /// The order's 185 bytes before the controller signs them.
  var changeOrder: (inout [UInt8]) -> Void = { _ in }
  var changeOrderSignature: (inout [UInt8]) -> Void = { _ in }

  init(_ drafted: DraftedClip) {
    controller = drafted.draft.keys.controller
    performers = [drafted.draft.keys.trainer]
    clip = drafted.draft.location
  }

  var keyName: String { "key.\(recipient.fingerprint)" }
  var rewrapName: String { "rewrap.\(recipient.fingerprint)" }

  /// The clip with both objects.
  func added(to drafted: DraftedClip) -> DraftedClip {
    let object = drafted.keyObject(drafted.grant, to: .single(recipient))
    var writer = ByteWriter()
    writer.integer(UInt8(1))
    writer.raw(clip.clip.bytes + clip.draftHash + recipient.publicKey.bytes)
    writer.raw(controller.publicKey.bytes)
    writer.integer(day.number)
    var order = writer.bytes
    changeOrder(&order)
    var signature = controller.sign(order, for: "order")
    changeOrderSignature(&signature)
    order += signature
    let hash = LooseCipher.hash(object)
    var rewrap = ObjectKind.rewrap.prefix + order + hash + [UInt8(performers.count)]
    for performer in performers {
      let shown = performer.publicKey.bytes
      rewrap += shown + performer.sign(order + hash + shown, for: "rewrap")
    }
    var clip = drafted
    clip.objects[keyName] = object
    clip.objects[rewrapName] = rewrap
    return clip
  }
}

extension KeyHash {
  /// That of another key with the same fingerprint, which nobody has found.
  var twin: KeyHash {
    var bytes = bytes
    bytes.flip(-1)
    return KeyHash(bytes: bytes)
  }
}

/// A clip to which one more recipient was added.
func rewrapped(
  _ change: (inout DraftedRewrap, DraftedClip) -> Void = { _, _ in }
) -> (clip: DraftedClip, rewrap: DraftedRewrap) {
  rewrapped(drafted(), change)
}

func rewrapped(
  _ clip: DraftedClip, _ change: (inout DraftedRewrap, DraftedClip) -> Void = { _, _ in }
) -> (clip: DraftedClip, rewrap: DraftedRewrap) {
  var rewrap = DraftedRewrap(clip)
  change(&rewrap, clip)
  return (rewrap.added(to: clip), rewrap)
}

/// A tombstone of the clip.
func tombstone(
  of location: ClipLocation, by controller: VectorKey, change: (inout [UInt8]) -> Void = { _ in }
) -> [UInt8] {
  var writer = ByteWriter()
  writer.raw(ObjectKind.tombstone.prefix + location.clip.bytes + location.draftHash)
  writer.integer(UInt8(1))
  writer.integer((location.day + 9).number)
  writer.raw(controller.publicKey.bytes)
  var bytes = writer.bytes
  change(&bytes)
  return bytes + controller.sign(bytes, for: "erased")
}

extension DraftedClip {
  /// Nothing but the tombstone.
  func erased(change: (inout [UInt8]) -> Void = { _ in }) -> DraftedClip {
    var clip = self
    clip.objects = [
      "erased": tombstone(
        of: draft.location, by: draft.keys.controller, change: change)
    ]
    return clip
  }

  /// All of it, and the tombstone.
  var replayed: DraftedClip {
    var clip = self
    clip.objects["erased"] = tombstone(of: draft.location, by: draft.keys.controller)
    return clip
  }
}
