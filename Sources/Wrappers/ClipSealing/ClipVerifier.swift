internal import ByteCoding
package import ClipFormat
package import Timeline

/// What ``ClipVerifier/finish(today:keys:)`` makes of recipients without a key object.
package enum KeyPresence: Sendable {
  /// Each recipient's key object must have been shown.
  case required
  /// Key objects may be absent: restricted, erased, or not asked for.
  case optional
}

/// Verifies a clip without a key, object by object: opening, segments from 0, closing.
///
/// It proves that the objects belong together, that nothing is missing or changed, and that the
/// timeline has no silent hole. Key objects may come at any time after the opening.
package struct ClipVerifier: Sendable {
  private let location: ClipLocation
  private var opening: Opening?
  private var check: FragmentCheck?
  private var closing: ClosingRecord?
  private var shownKeys: Set<String> = []
  private var bytes = 0

  package init(location: ClipLocation) {
    self.location = location
  }

  package mutating func accept(opening bytes: [UInt8]) throws(ClipFault) {
    guard opening == nil else { throw ClipFault(.chain, .opening, "the object came twice") }
    let opening = try Opening(verifying: bytes, location: location)
    check = FragmentCheck(
      chain: ClipChain(clip: location.clip, openingHash: opening.hash),
      signingKey: opening.record.signingKey)
    self.opening = opening
    self.bytes += bytes.count
  }

  package mutating func accept(segment: UInt32, bytes: [UInt8]) throws(ClipFault) {
    let name = ObjectName.segment(segment)
    guard var check else { throw ClipFault(.missing, .opening, "the object is missing") }
    guard closing == nil, segment >= check.chain.segments else {
      throw ClipFault(.chain, name, "the segment came twice or after the closing record")
    }
    guard segment == check.chain.segments else {
      throw ClipFault(.missing, .segment(check.chain.segments), "the object is missing")
    }
    do throws(FormatError) {
      var reader = try FragmentCheck.reader(of: bytes)
      while reader.remaining > 0 { _ = try check.next(from: &reader, segment: segment) }
    } catch {
      throw error.fault(in: name)
    }
    self.check = check
    self.bytes += bytes.count
  }

  package mutating func accept(closing bytes: [UInt8]) throws(ClipFault) {
    guard var check else { throw ClipFault(.missing, .opening, "the object is missing") }
    guard closing == nil else { throw ClipFault(.chain, .closing, "the object came twice") }
    let record: ClosingRecord
    do throws(FormatError) {
      record = try FragmentCheck.closing(bytes, signingKey: check.signingKey)
    } catch {
      throw error.fault(in: .closing)
    }
    if record.clip == location.clip, record.segments > check.chain.segments {
      throw ClipFault(.missing, .segment(check.chain.segments), "the object is missing")
    }
    do throws(FormatError) {
      try check.accept(record)
    } catch {
      throw error.fault(in: .closing)
    }
    closing = record
    self.check = check
    self.bytes += bytes.count
  }

  /// Holds a key object against the hash in the opening record; it opens with its owner's key only.
  package mutating func accept(key fingerprint: String, bytes: [UInt8]) throws(ClipFault) {
    let name = ObjectName.key(fingerprint: fingerprint)
    guard let opening else { throw ClipFault(.missing, .opening, "the object is missing") }
    guard !shownKeys.contains(fingerprint) else {
      throw ClipFault(.chain, name, "the object came twice")
    }
    do throws(FormatError) {
      try ClipKey.checkEncoding(of: bytes)
      let listed = opening.record.recipients.first { $0.fingerprint == fingerprint }
      guard listed.map({ $0.keyObjectHash == Digest.blake2b256(bytes) }) ?? true else {
        throw FormatError(.hash, "the key object is not the one that the opening record names")
      }
    } catch {
      throw error.fault(in: name)
    }
    shownKeys.insert(fingerprint)
    self.bytes += bytes.count
  }

  /// What the clip says; throws where something is missing, too short or past its expiry.
  ///
  /// A clip without a closing record passes as open only while none of its keys is there.
  package func finish(
    today: CalendarDay, keys: KeyPresence = .required
  ) throws(ClipFault) -> ClipReport {
    guard let opening, let check else {
      throw ClipFault(.missing, .opening, "the object is missing")
    }
    let listed = Set(opening.record.recipients.map(\.fingerprint))
    let absent = listed.subtracting(shownKeys).sorted()
    if closing == nil, !shownKeys.isEmpty {
      throw ClipFault(.missing, .closing, "the object is missing")
    }
    if closing != nil, case .required = keys, let first = absent.first {
      throw ClipFault(.missing, .key(fingerprint: first), "the object is missing")
    }
    let minimum = Int64(opening.record.minimumSeconds) * 1_000
    if closing != nil, check.chain.filmedMilliseconds < minimum {
      throw ClipFault(
        .limits, .closing,
        "\(check.chain.filmedMilliseconds) ms of film are less than the \(minimum) promised")
    }
    guard today < opening.record.expiry else {
      throw ClipFault(.expiry, .opening, "the clip expired on \(opening.record.expiry.text)")
    }
    return ClipReport(
      opening: opening.record, chain: check.chain,
      closing: closing.map { .closed($0.reason) } ?? .open, bytes: bytes, absentKeys: absent,
      addedKeys: shownKeys.subtracting(listed).sorted())
  }
}
