internal import ByteCoding
package import ClipFormat
internal import Timeline

/// A fragment that was verified and opened.
package struct OpenedFragment: Sendable {
  package let header: FragmentHeader
  package let fragment: Fragment
}

/// Opens a clip with a recipient's key and checks what only a key can check.
///
/// A ``ClipVerifier`` looks at the whole; this looks at each object alone, so segments may be
/// opened in any order. Both must pass.
package struct ClipOpener: ~Copyable, Sendable {
  private let opening: Opening
  private let clipKey: ClipKey
  package let callRecord: CallRecord
  /// Who signed the clip; the caller holds it against the controller's list of workstations.
  package let workstation: PublicKey

  /// Checks opening record, key object, commitment and the workstation's signature.
  package init(
    key: borrowing PrivateKey, keyObject: [UInt8], opening bytes: [UInt8], location: ClipLocation
  ) throws(ClipFault) {
    let opening = try Opening(verifying: bytes, location: location)
    let clipKey = try Self.clipKey(of: keyObject, record: opening.record, key: key)
    let signed = try Self.callRecord(of: opening.object, key: clipKey)
    self.opening = opening
    callRecord = signed.call
    workstation = signed.workstation
    self.clipKey = clipKey
  }

  package var record: OpeningRecord { opening.record }

  /// Whether the clip was made by one of these workstations.
  package func isMade(by listed: [PublicKey]) -> Bool { listed.contains(workstation) }

  /// Verifies and opens all fragments of one segment object.
  package func open(segment: UInt32, bytes: [UInt8]) throws(ClipFault) -> [OpenedFragment] {
    do throws(FormatError) {
      return try opened(segment: segment, bytes: bytes)
    } catch {
      throw error.fault(in: .segment(segment))
    }
  }

  /// The sealed part of the closing record; nil after a crash, when nobody could seal one.
  package func open(closing bytes: [UInt8]) throws(ClipFault) -> ClosingDetail? {
    do throws(FormatError) {
      let closing = try FragmentCheck.closing(bytes, signingKey: record.signingKey)
      guard closing.clip == record.location.clip, closing.openingHash == opening.hash else {
        throw FormatError(.binding, "the closing record belongs to another clip")
      }
      guard !closing.detailBox.isEmpty else { return nil }
      guard
        let plaintext = RecordCipher.open(
          closing.detailBox, associated: closing.clearBytes, key: clipKey.closingKey())
      else { throw FormatError(.decryption, "the sealed part does not open") }
      let detail = try ClosingDetail(parsing: plaintext)
      guard GapTiling.clear(detail.gaps) == closing.gaps else {
        throw FormatError(.manifest, "the exact gaps are not those of the record")
      }
      let last = closing.gaps.first?.span.start ?? closing.end
      try detail.check(from: last, to: closing.end)
      return detail
    } catch {
      throw error.fault(in: .closing)
    }
  }

  private func opened(
    segment: UInt32, bytes: [UInt8]
  ) throws(FormatError) -> [OpenedFragment] {
    var reader = try FragmentCheck.reader(of: bytes)
    var entry = try FragmentCheck.signedEntry(from: &reader, signingKey: record.signingKey)
    guard entry.header.position == .starts else {
      throw FormatError(.chain, "the segment's first fragment does not start it")
    }
    var check = FragmentCheck(
      chain: ClipChain(
        clip: record.location.clip, openingHash: opening.hash, before: entry.header),
      signingKey: record.signingKey)
    var stream = SegmentReader(key: clipKey.fragmentKey(), header: entry.streamHeader)
    var fragments: [OpenedFragment] = []
    while true {
      let end = check.chain.end
      try check.accept(entry, segment: segment)
      guard
        let plaintext = stream.pull(
          entry.message, associated: entry.header.associatedData)
      else {
        throw FormatError(.decryption, "fragment \(entry.header.index) does not open")
      }
      fragments.append(
        OpenedFragment(
          header: entry.header,
          fragment: try Fragment(plaintext: plaintext, header: entry.header, after: end)))
      guard reader.remaining > 0 else { return fragments }
      entry = try FragmentCheck.signedEntry(from: &reader, signingKey: record.signingKey)
    }
  }

  private static func clipKey(
    of keyObject: [UInt8], record: OpeningRecord, key: borrowing PrivateKey
  ) throws(ClipFault) -> ClipKey {
    let fingerprint = key.publicKey.fingerprint
    do throws(FormatError) {
      guard key.kind.opensClips else {
        throw FormatError(.decryption, "a \(key.kind.name) key opens no clip")
      }
      let listed = record.recipients.first { $0.fingerprint == fingerprint }
      guard listed.map({ $0.keyObjectHash == Digest.blake2b256(keyObject) }) ?? true else {
        throw FormatError(.hash, "the key object is not the one that the opening record names")
      }
      let clipKey = try ClipKey(keyObject: keyObject, location: record.location, key: key)
      guard clipKey.commitment == record.commitment else {
        throw FormatError(.commitment, "the key is not the one that the clip was sealed with")
      }
      return clipKey
    } catch {
      throw error.fault(in: .key(fingerprint: fingerprint))
    }
  }

  private static func callRecord(
    of object: OpeningObject, key: borrowing ClipKey
  ) throws(ClipFault) -> SignedCallRecord {
    do throws(FormatError) {
      let clear = OpeningObject.clearBytes(of: object.record)
      guard
        let plaintext = RecordCipher.open(
          object.callBox, associated: clear, key: key.callRecordKey())
      else { throw FormatError(.decryption, "the call record does not open") }
      let signed = try SignedCallRecord(parsing: plaintext)
      let bytes = Opening.workstationBytes(
        clear: clear, controllerBox: object.controllerBox, workstation: signed.workstation,
        call: signed.call)
      guard
        SigningKey.isValid(
          signed.signature, of: bytes, for: .workstation, by: signed.workstation.signing)
      else { throw FormatError(.workstation, "the call record is not signed by its workstation") }
      return signed
    } catch {
      throw error.fault(in: .opening)
    }
  }
}

/// Opens the controller's part of a clip.
package enum ControllerPart {
  package static func open(
    opening bytes: [UInt8], location: ClipLocation, key: borrowing PrivateKey
  ) throws(ClipFault) -> ControllerRecord {
    let opening = try Opening(verifying: bytes, location: location)
    do throws(FormatError) {
      guard let secret = SealedBox.open(opening.object.controllerBox, with: key) else {
        throw FormatError(.decryption, "the controller's part does not open with this key")
      }
      return try ControllerRecord(
        parsing: secret.revealed, clip: location.clip, locationHash: location.hash)
    } catch {
      throw error.fault(in: .opening)
    }
  }
}
