package import ClipFormat
package import Timeline

/// Seals one clip: keys and opening record when it is made, then fragments, then the closing.
///
/// Not shared between threads: its owner calls it from one place at a time.
package struct ClipSealer: ~Copyable, Sendable {
  private struct Kept: Sendable {
    var header: FragmentHeader
    var hash: [UInt8]
    var reference: FragmentReference
  }

  package let location: ClipLocation
  /// One for each recipient, sorted by name; to be fsynced before the opening object.
  package let keyObjects: [(ObjectName, [UInt8])]
  package let openingObject: [UInt8]
  private let minimumSeconds: UInt16
  private let openingHash: [UInt8]
  private let signing: SigningKey
  private let fragmentKey: SecretBytes
  private let closingKey: SecretBytes
  private var stream: SegmentWriter?
  private var chain: ClipChain
  private var kept: [Kept] = []

  /// As ``init(terms:sealTo:controller:workstation:)``; two recovery keys among them are a pair.
  package init(
    terms: OpeningTerms, recipients: [PublicKey], controller: PublicKey,
    workstation: borrowing PrivateKey
  ) throws(SealingError) {
    try self.init(
      terms: terms, sealTo: try SealingRecipient.paired(recipients), controller: controller,
      workstation: workstation)
  }

  /// A recipient who is listed twice gets one key object.
  package init(
    terms: OpeningTerms, sealTo recipients: [SealingRecipient], controller: PublicKey,
    workstation: borrowing PrivateKey
  ) throws(SealingError) {
    guard controller.kind == .controller else {
      throw .unusableKey(fingerprint: controller.fingerprint)
    }
    guard workstation.kind == .workstation else {
      throw .unusableKey(fingerprint: workstation.publicKey.fingerprint)
    }
    let clipKey = ClipKey()
    let signing = SigningKey(seed: .random(count: 32))
    var keyObjects: [(ObjectName, [UInt8])] = []
    var listed: [ClipRecipient] = []
    for recipient in Set(recipients) {
      let fingerprint = recipient.fingerprint
      if case .single(let key) = recipient, key.kind == .recovery {
        throw .recoveryNeedsTwo(count: 1)
      }
      guard let object = clipKey.keyObject(for: recipient, location: terms.location) else {
        throw .unusableKey(fingerprint: fingerprint)
      }
      keyObjects.append((.key(fingerprint: fingerprint), object))
      listed.append(
        ClipRecipient(
          key: recipient.keyHash, kind: recipient.kind,
          keyObjectHash: Digest.blake2b256(object)))
    }
    let record = OpeningRecord(
      location: terms.location, signingKey: signing.publicKey, policyHash: terms.policyHash,
      expiry: terms.expiry, export: terms.export, commitment: clipKey.commitment,
      journalHead: terms.journalHead, rate: terms.rate, minimumSeconds: terms.minimumSeconds,
      controller: controller.keyHash, recipients: listed)
    do throws(FormatError) {
      try record.check()
      try terms.call.check()
      try terms.controllerRecord.check()
    } catch {
      throw .refused(error)
    }
    let opening = try Self.opening(
      record: record, terms: terms, controller: controller, workstation: workstation,
      clipKey: clipKey, signing: signing)
    location = terms.location
    self.keyObjects = keyObjects.sorted { $0.0.text < $1.0.text }
    openingObject = opening
    minimumSeconds = terms.minimumSeconds
    openingHash = Digest.blake2b256(opening)
    chain = ClipChain(clip: terms.location.clip, openingHash: openingHash)
    fragmentKey = clipKey.fragmentKey()
    closingKey = clipKey.closingKey()
    self.signing = signing
  }

  /// The clip's private signing key, 32 bytes: goes into the spool, mode 0600, until the closing.
  package var signingSeed: SecretBytes { signing.seed }

  /// The end of the last fragment kept.
  package var end: CallTime { chain.end }

  package var filmedMilliseconds: Int64 { chain.filmedMilliseconds }

  /// Seals the next fragment; where it throws, nothing has changed.
  package mutating func seal(_ fragment: Fragment) throws(SealingError) -> SealedFragment {
    guard fragment.startsSegment || stream != nil else { throw .segmentMustStart }
    var fragment = fragment
    fragment.gaps = GapTiling.merged(fragment.gaps)
    var header: FragmentHeader
    do throws(FormatError) {
      try fragment.check(after: chain.end)
      header = FragmentHeader(
        clip: location.clip, openingHash: openingHash,
        segment: fragment.startsSegment ? chain.segments : chain.segments - 1,
        index: chain.fragments, previousHash: chain.lastHash,
        position: fragment.startsSegment ? .starts : .continues, span: fragment.span,
        longestObservation: UInt16(fragment.longestObservation),
        gaps: GapTiling.clear(fragment.gaps))
      try chain.check(header)
    } catch {
      throw .refused(error)
    }
    let plaintext = fragment.plaintext
    let before = fragment.startsSegment ? 0 : kept.last?.reference.segmentBytes ?? 0
    guard before + plaintext.count + (1 << 16) <= FormatLimits.segmentBytes else {
      throw .refused(FormatError(.limits, "the segment would be longer than a reader takes"))
    }
    let entry = sealed(plaintext, header: &header)
    let bytes = (fragment.startsSegment ? ObjectKind.segment.prefix : []) + entry.bytes
    let hash = Digest.blake2b256(entry.chainedBytes)
    do throws(FormatError) { try chain.accept(header, hash: hash) } catch {
      throw .refused(error)
    }
    kept.append(
      Kept(
        header: header, hash: hash,
        reference: FragmentReference(
          segment: header.segment, index: header.index, end: header.span.end,
          segmentBytes: before + bytes.count)))
    return SealedFragment(
      segment: header.segment, index: header.index, startsSegment: fragment.startsSegment,
      span: fragment.span, bytes: bytes)
  }

  /// Forgets the fragments that end after `time`; nil where none is left.
  ///
  /// The caller cuts the spool's objects to the reference at once and durably. The next fragment
  /// starts a new segment, numbered one after the last that is left.
  package mutating func cut(to time: CallTime) -> FragmentReference? {
    if let first = kept.firstIndex(where: { $0.header.span.end > time }) {
      kept.removeSubrange(first...)
      stream = nil
      chain = ClipChain(clip: location.clip, openingHash: openingHash)
      for entry in kept {
        do throws(FormatError) { try chain.accept(entry.header, hash: entry.hash) } catch {
          preconditionFailure("a fragment was accepted once and not again")
        }
      }
    }
    return kept.last?.reference
  }

  /// Ends the clip; the gaps fill the time from the last fragment to the end.
  package consuming func close(
    reason: ClosingReason, end: CallTime, trailingGaps: [Gap], events: [TimedEvent] = []
  ) throws(SealingError) -> SealedClosing {
    let detail = ClosingDetail(gaps: GapTiling.merged(trailingGaps), events: events)
    do throws(FormatError) {
      try detail.check(from: chain.end, to: end)
    } catch {
      throw .refused(error)
    }
    var record = ClosingRecord(
      chain: chain, reason: reason, end: end, gaps: GapTiling.clear(detail.gaps))
    record.detailBox = RecordCipher.seal(
      detail.bytes, associated: record.clearBytes, key: closingKey)
    return SealedClosing(signing: record, by: signing, minimumSeconds: minimumSeconds)
  }

  private mutating func sealed(
    _ plaintext: [UInt8], header: inout FragmentHeader
  ) -> SegmentEntry {
    if header.position == .starts { stream = SegmentWriter(key: fragmentKey) }
    guard var writer = stream.take() else { preconditionFailure("no segment was started") }
    let message = writer.push(plaintext, associated: header.associatedData)
    let streamHeader = header.position == .starts ? writer.header : []
    stream = consume writer
    header.ciphertextLength = UInt32(message.count)
    header.ciphertextHash = Digest.blake2b256(streamHeader, message)
    return SegmentEntry(
      header: header, signature: signing.sign(header.bytes, for: .fragment),
      streamHeader: streamHeader, message: message)
  }

  private static func opening(
    record: OpeningRecord, terms: OpeningTerms, controller: PublicKey,
    workstation: borrowing PrivateKey, clipKey: borrowing ClipKey, signing: borrowing SigningKey
  ) throws(SealingError) -> [UInt8] {
    let plaintext = SecretBytes(
      copying: terms.controllerRecord.bytes(
        clip: terms.location.clip, locationHash: terms.location.hash))
    guard let controllerBox = SealedBox.seal(plaintext, to: controller.agreement) else {
      throw .unusableKey(fingerprint: controller.fingerprint)
    }
    let clear = OpeningObject.clearBytes(of: record)
    let signature = workstation.signing.sign(
      Opening.workstationBytes(
        clear: clear, controllerBox: controllerBox, workstation: workstation.publicKey,
        call: terms.call),
      for: .workstation)
    let call = SignedCallRecord(
      call: terms.call, workstation: workstation.publicKey, signature: signature)
    var object = OpeningObject(
      record: record,
      callBox: RecordCipher.seal(call.bytes, associated: clear, key: clipKey.callRecordKey()),
      controllerBox: controllerBox, signature: [])
    object.signature = signing.sign(object.signedBytes, for: .opening)
    return object.bytes
  }
}
