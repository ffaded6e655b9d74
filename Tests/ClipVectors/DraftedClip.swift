import ClipFormat
import Timeline

/// The objects that came of a ``ClipDraft``, and its film fragment by fragment.
struct DraftedClip {
  let draft: ClipDraft
  var objects: [String: [UInt8]] = [:]
  /// Where each fragment of a segment object begins, and its end.
  var borders: [String: [Int]] = [:]

  init(_ draft: ClipDraft) {
    self.draft = draft
    let record = keyObjects()
    let opening = opening(record)
    objects["opening"] = opening
    let openingHash = LooseCipher.hash(opening)
    let last = segments(openingHash)
    objects["closing"] = closing(openingHash, last)
  }

  var films: [[UInt8]] { draft.fragments.map(\.film) }

  func keyName(_ key: VectorKey) -> String { "key.\(key.fingerprint)" }
  var pairName: String { "key.\(draft.keys.pairFingerprint)" }

  func keyObject(_ grant: [UInt8], to recipient: ClipDraft.Recipient) -> [UInt8] {
    switch recipient {
    case .single(let key):
      ObjectKind.key.prefix + LooseCipher.box(grant, to: key.publicKey.agreement)
    case .pair(let first, let second):
      ObjectKind.key.prefix
        + LooseCipher.box(
          LooseCipher.box(grant, to: second.publicKey.agreement), to: first.publicKey.agreement)
    }
  }

  var grant: [UInt8] {
    [1] + draft.location.clip.bytes + draft.location.draftHash + draft.clipKey
  }

  /// Makes the key objects, and the record that lists them.
  private mutating func keyObjects() -> OpeningRecord {
    var grant = grant
    draft.changeGrant(&grant)
    var listed: [ClipRecipient] = []
    for recipient in draft.recipients {
      let object = keyObject(grant, to: recipient)
      let (key, kind) =
        switch recipient {
        case .single(let key): (key.publicKey.bytes, key.kind)
        case .pair(let first, let second):
          (first.publicKey.bytes + second.publicKey.bytes, .recovery)
        }
      let hash = KeyHash(bytes: LooseCipher.hash(key))
      objects["key.\(hash.fingerprint)"] = object
      listed.append(
        ClipRecipient(
          key: hash, kind: kind, keyObjectHash: LooseCipher.hash(object)))
    }
    let (_, signingKey) = LooseCipher.publicKeys(
      agreementSecret: draft.clipSeed, seed: draft.clipSeed)
    var record = OpeningRecord(
      location: draft.location, signingKey: signingKey, policyHash: LooseCipher.hash([1]),
      expiry: draft.location.day + 30, export: .allowed,
      commitment: LooseCipher.derived(draft.clipKey, "commitment"),
      journalHead: [UInt8](repeating: 0, count: 32), rate: 15, minimumSeconds: 1,
      controller: KeyHash(bytes: LooseCipher.hash(draft.keys.controller.publicKey.bytes)),
      recipients: listed)
    draft.changeRecord(&record)
    return record
  }

  private func opening(_ record: OpeningRecord) -> [UInt8] {
    let clear = OpeningObject.clearBytes(of: record)
    var part = ControllerRecord(number: "+33612345678", queue: "claims").bytes(
      clip: draft.location.clip, locationHash: draft.location.draftHash)
    draft.changeControllerPart(&part)
    let box = LooseCipher.box(part, to: draft.keys.controller.publicKey.agreement)
    let call = CallRecord(
      employee: "alice", trainers: draft.trainers, startUnixMilliseconds: draft.answered,
      callIdentifier: "1732.7", application: "crm", controllerName: "Example Assurances SA",
      policyOwner: .administrator)
    let workstation = draft.keys.workstation
    var signature = workstation.sign(
      clear + LooseCipher.hash(box) + workstation.publicKey.bytes + call.bytes,
      for: "workstation")
    draft.changeWorkstationSignature(&signature)
    var plaintext =
      SignedCallRecord(call: call, workstation: workstation.publicKey, signature: signature).bytes
    draft.changeCall(&plaintext)
    let object = OpeningObject(
      record: record,
      callBox: LooseCipher.seal(
        plaintext, associated: clear, key: LooseCipher.derived(draft.clipKey, "call record")),
      controllerBox: box, signature: [])
    var bytes = object.signedBytes
    draft.changeOpening(&bytes)
    return bytes + LooseCipher.sign(bytes, for: "opening", seed: draft.clipSeed)
  }

  /// Makes the segments, and says the hash that the closing names.
  private mutating func segments(_ openingHash: [UInt8]) -> [UInt8] {
    var previous = openingHash
    var segment: UInt32 = 0
    var stream = LooseStream(key: LooseCipher.derived(draft.clipKey, "fragments"))
    for (index, fragment) in draft.fragments.enumerated() {
      if fragment.starts {
        if index > 0 { segment += 1 }
        stream = LooseStream(key: LooseCipher.derived(draft.clipKey, "fragments"))
      }
      let name = ObjectName.segment(segment).text
      var header = FragmentHeader(
        clip: draft.location.clip, openingHash: openingHash, segment: segment,
        index: UInt32(index), previousHash: previous,
        position: fragment.starts ? .starts : .continues, span: fragment.span,
        longestObservation: 67, gaps: GapTiling.clear(fragment.gaps))
      fragment.changeHeader(&header)
      var plaintext =
        Fragment(
          span: fragment.span, gaps: fragment.gaps, startsSegment: fragment.starts,
          longestObservation: 67, manifest: fragment.manifest, media: fragment.film
        ).plaintext
      fragment.changePlaintext(&plaintext)
      let message = stream.push(
        plaintext, associated: header.associatedData, tag: fragment.tag)
      let streamHeader = fragment.starts ? stream.header : []
      header.ciphertextLength = UInt32(message.count)
      header.ciphertextHash = LooseCipher.hash(streamHeader + message)
      var signed = header.bytes
      fragment.changeSigned(&signed)
      signed += LooseCipher.sign(signed, for: "fragment", seed: draft.clipSeed)
      previous = LooseCipher.hash(signed)
      var object = objects[name] ?? ObjectKind.segment.prefix
      borders[name, default: [object.count]].append(
        object.count + signed.count
          + streamHeader.count + message.count)
      object += signed + streamHeader + message
      objects[name] = object
    }
    return previous
  }

  private func closing(_ openingHash: [UInt8], _ last: [UInt8]) -> [UInt8] {
    var record = ClosingRecord(
      clip: draft.location.clip, openingHash: openingHash, reason: .ended,
      end: CallTime(milliseconds: draft.end),
      segments: UInt32(draft.fragments.count { $0.starts }),
      fragments: UInt32(draft.fragments.count), lastHash: last,
      filmedMilliseconds: UInt32(draft.fragments.reduce(0) { $0 + $1.span.milliseconds }),
      gaps: GapTiling.clear(draft.closingGaps))
    draft.changeClosing(&record)
    var detail: [UInt8]? =
      ClosingDetail(gaps: draft.closingGaps, events: draft.closingEvents).bytes
    draft.changeDetail(&detail)
    if let detail {
      record.detailBox = LooseCipher.seal(
        detail, associated: record.clearBytes, key: LooseCipher.derived(draft.clipKey, "closing"))
    }
    var bytes = record.signedBytes
    draft.changeClosingSigned(&bytes)
    return bytes + LooseCipher.sign(bytes, for: "closing", seed: draft.clipSeed)
  }
}
