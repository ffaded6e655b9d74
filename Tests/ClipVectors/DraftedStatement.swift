import ByteCoding
import ClipFormat
import Timeline

/// A statement that is about to be attached, with the places where it can go wrong.
struct DraftedStatement {
  private let clip: DraftedClip
  var identifier = LooseCipher.random(16)
  /// What stands in the object's name.
  var named: [UInt8]?
  var location: ClipLocation
  var controller: VectorKey
  var readers: [ClipDraft.Recipient]
  /// Before its maker signs it.
  var request: RequestRecord
  var changeRequest: (inout [UInt8]) -> Void = { _ in }
  var changeStatementKey: (inout [UInt8]) -> Void = { _ in }
  /// Before the object is signed.
  var changeClear: (inout [UInt8]) -> Void = { _ in }
  var changeSigned: (inout [UInt8]) -> Void = { _ in }

  init(_ clip: DraftedClip) {
    self.clip = clip
    location = clip.draft.location
    controller = clip.draft.keys.controller
    readers = clip.draft.recipients
    request = Self.asked(identifier, of: clip)
  }

  /// What the employee asked; `kind` and `path` where it is something else.
  static func asked(
    _ identifier: [UInt8], of clip: DraftedClip, kind: RequestKind = .rectify,
    about path: ClipLocation? = nil
  ) -> RequestRecord {
    RequestRecord(
      kind, of: "alice", clip: path ?? clip.draft.location, message: "the client had hung up",
      identifier: identifier, unixMilliseconds: clip.draft.answered + 86_400_000,
      maker: clip.draft.keys.workstation.publicKey,
      controller: KeyHash(bytes: LooseCipher.hash(clip.draft.keys.controller.publicKey.bytes)))
  }

  var name: String { "statement." + Hexadecimal.encode(named ?? identifier) }

  /// The clip with the statement beside it.
  func added() -> DraftedClip {
    let key = LooseCipher.random(32)
    var boxed = key
    changeStatementKey(&boxed)
    var entries: [(hash: [UInt8], kind: KeyKind, box: [UInt8])] = []
    for reader in readers {
      let box = Array(clip.keyObject(boxed, to: reader).dropFirst(ObjectKind.prefixBytes))
      switch reader {
      case .single(let key):
        entries.append((LooseCipher.hash(key.publicKey.bytes), key.kind, box))
      case .pair(let first, let second):
        entries.append(
          (LooseCipher.hash(first.publicKey.bytes + second.publicKey.bytes), .recovery, box))
      }
    }
    entries.sort { $0.hash.lexicographicallyPrecedes($1.hash) }
    var writer = ByteWriter()
    writer.raw(ObjectKind.statement.prefix + location.clip.bytes + location.draftHash + identifier)
    writer.integer((location.day + 4).number)
    writer.raw(controller.publicKey.bytes)
    writer.integer(UInt8(entries.count))
    for entry in entries { writer.raw(entry.hash + [entry.kind.rawValue] + entry.box) }
    var clear = writer.bytes
    changeClear(&clear)
    var signed = request
    signed.signature = clip.draft.keys.workstation.sign(request.signedBytes, for: "request")
    var plaintext = signed.bytes
    changeRequest(&plaintext)
    var whole = ByteWriter()
    whole.raw(clear)
    whole.block(LooseCipher.seal(plaintext, associated: clear, key: key))
    var bytes = whole.bytes
    let signature = controller.sign(bytes, for: "statement")
    changeSigned(&bytes)
    var result = clip
    result.objects[name] = bytes + signature
    return result
  }
}

/// A clip with a statement beside it.
func stated(
  _ change: (inout DraftedStatement, DraftedClip) -> Void = { _, _ in }
) -> (clip: DraftedClip, name: String) {
  let clip = drafted()
  var statement = DraftedStatement(clip)
  change(&statement, clip)
  return (statement.added(), statement.name)
}
