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

/// Verifies a clip object by object, in the order of ``ClipFormat/ObjectName``'s comparison.
///
/// Without a key it proves that the objects belong together, that nothing is missing or changed,
/// and that the timeline has no silent hole. Key and rewrap objects and statements may come at any
/// time after the opening. After a fault it takes nothing that helps: verifying has ended.
package struct ClipVerifier: Sendable {
  private let location: ClipLocation
  private let today: CalendarDay?
  private var tombstone: Tombstone?
  private var opening: Opening?
  private var check: FragmentCheck?
  private var closing: ClosingRecord?
  private var keys: [String: KeyObjectCheck] = [:]
  private var rewraps: [String: RewrapRecord] = [:]
  private var statements: [String: StatementObject] = [:]
  private var bytes = 0

  /// With `today`, an expired clip is refused at its opening object, not only at the end.
  package init(location: ClipLocation, today: CalendarDay? = nil) {
    self.location = location
    self.today = today
  }

  /// Takes the tombstone; with a valid one, no other object is taken.
  package mutating func accept(erased bytes: [UInt8]) throws(ClipFault) {
    guard tombstone == nil else { throw ClipFault(.chain, .erased, "the object came twice") }
    do throws(FormatError) {
      tombstone = try Tombstone(verifying: bytes, location: location)
    } catch {
      throw error.fault(in: .erased)
    }
    self.bytes += bytes.count
    if let opening { throw fault(ofErased: opening) }
  }

  package mutating func accept(opening bytes: [UInt8]) throws(ClipFault) {
    guard opening == nil else { throw ClipFault(.chain, .opening, "the object came twice") }
    let opening = try Opening(verifying: bytes, location: location, today: today)
    if tombstone != nil { throw fault(ofErased: opening) }
    check = FragmentCheck(
      chain: ClipChain(clip: location.clip, openingHash: opening.hash),
      signingKey: opening.record.signingKey)
    self.opening = opening
    self.bytes += bytes.count
  }

  package mutating func accept(segment: UInt32, bytes: [UInt8]) throws(ClipFault) {
    try accept(segment: segment, bytes: bytes) { _, _ throws(FormatError) in }
  }

  /// Verifies and opens a segment in one pass; `each` gets a fragment after all its checks.
  package mutating func accept(
    segment: UInt32, bytes: [UInt8], opener: borrowing ClipOpener,
    each: (OpenedFragment) -> Void
  ) throws(ClipFault) {
    var messages = opener.segmentOpening()
    try accept(segment: segment, bytes: bytes) { entry, end throws(FormatError) in
      each(try messages.open(entry, after: end))
    }
  }

  private mutating func accept(
    segment: UInt32, bytes: [UInt8],
    verified: (SegmentEntry, CallTime) throws(FormatError) -> Void
  ) throws(ClipFault) {
    let name = ObjectName.segment(segment)
    try checkOpened(before: name)
    guard let wanted = check?.chain.segments else { return }
    guard closing == nil, segment >= wanted else {
      throw ClipFault(.chain, name, "the segment came twice or after the closing record")
    }
    guard segment == wanted else {
      throw ClipFault(.missing, .segment(wanted), "the object is missing")
    }
    do throws(FormatError) {
      var reader = try FragmentCheck.reader(of: bytes)
      while reader.remaining > 0 {
        // In place: a copy of the timeline for each segment would cost more the longer the clip.
        guard let end = check?.chain.end,
          let entry = try check?.next(from: &reader, segment: segment)
        else { return }
        try verified(entry, end)
      }
    } catch {
      throw error.fault(in: name)
    }
    self.bytes += bytes.count
  }

  package mutating func accept(closing bytes: [UInt8]) throws(ClipFault) {
    try checkOpened(before: .closing)
    guard var check, let opening else { return }
    guard closing == nil else { throw ClipFault(.chain, .closing, "the object came twice") }
    let record: ClosingRecord
    do throws(FormatError) {
      record = try FragmentCheck.closing(bytes, signingKey: check.signingKey)
    } catch {
      throw error.fault(in: .closing)
    }
    if record.clip == location.clip, record.openingHash == opening.hash,
      record.segments > check.chain.segments, check.chain.segments < FormatLimits.segments
    {
      throw ClipFault(.missing, .segment(check.chain.segments), "the object is missing")
    }
    do throws(FormatError) {
      try check.accept(record)
      let minimum = Int64(opening.record.minimumSeconds) * 1_000
      guard check.chain.filmedMilliseconds >= minimum else {
        throw FormatError(
          .limits,
          "\(check.chain.filmedMilliseconds) ms of film are less than the \(minimum) promised")
      }
    } catch {
      throw error.fault(in: .closing)
    }
    closing = record
    self.check = check
    self.bytes += bytes.count
  }

  /// Holds a key object against its hash; it opens with its owner's key only.
  ///
  /// One that the opening record does not list needs its rewrap object, before or after it.
  package mutating func accept(key fingerprint: String, bytes: [UInt8]) throws(ClipFault) {
    let name = ObjectName.key(fingerprint: fingerprint)
    try checkOpened(before: name)
    guard let opening else { return }
    guard keys[fingerprint] == nil else {
      throw ClipFault(.chain, name, "the object came twice")
    }
    do throws(FormatError) {
      let key = try KeyObjectCheck(bytes, fingerprint: fingerprint, record: opening.record)
      if let rewrap = rewraps[fingerprint] { try key.check(against: rewrap) }
      keys[fingerprint] = key
    } catch {
      throw error.fault(in: name)
    }
    self.bytes += bytes.count
  }

  /// Verifies on whose order, and by whom, a key object was added.
  package mutating func accept(rewrap fingerprint: String, bytes: [UInt8]) throws(ClipFault) {
    let name = ObjectName.rewrap(fingerprint: fingerprint)
    try checkOpened(before: name)
    guard let opening else { return }
    guard rewraps[fingerprint] == nil else {
      throw ClipFault(.chain, name, "the object came twice")
    }
    let rewrap: RewrapRecord
    do throws(FormatError) {
      rewrap = try RewrapRecord(
        verifying: bytes, fingerprint: fingerprint, record: opening.record)
    } catch {
      throw error.fault(in: name)
    }
    do throws(FormatError) { try keys[fingerprint]?.check(against: rewrap) } catch {
      throw error.fault(in: .key(fingerprint: fingerprint))
    }
    rewraps[fingerprint] = rewrap
    self.bytes += bytes.count
  }

  /// Verifies that the controller attached a statement to this clip; what it says needs a key.
  package mutating func accept(statement request: String, bytes: [UInt8]) throws(ClipFault) {
    let name = ObjectName.statement(request: request)
    try checkOpened(before: name)
    guard let opening else { return }
    guard statements[request] == nil else {
      throw ClipFault(.chain, name, "the object came twice")
    }
    guard statements.count < FormatLimits.statements else {
      throw ClipFault(.limits, name, "more than \(FormatLimits.statements) statements")
    }
    do throws(FormatError) {
      statements[request] = try StatementObject(
        verifying: bytes, request: request, record: opening.record)
    } catch {
      throw error.fault(in: name)
    }
    self.bytes += bytes.count
  }

  /// What the clip says; throws where something is missing, past its expiry, or erased.
  ///
  /// A clip without a closing record passes as open only while none of its keys is there.
  package func finish(
    today: CalendarDay, keys: KeyPresence = .required
  ) throws(ClipFault) -> ClipReport {
    switch try outcome(today: today, keys: keys) {
    case .clip(let report): return report
    case .erased(let tombstone):
      throw ClipFault(.erased, .erased, "the clip was erased on \(tombstone.day.text)")
    }
  }

  /// As ``finish(today:keys:)``, where nothing but a valid tombstone is an outcome, too.
  package func outcome(
    today: CalendarDay, keys presence: KeyPresence = .required
  ) throws(ClipFault) -> ClipVerdict {
    if let tombstone { return .erased(tombstone) }
    guard let opening, let check else {
      throw ClipFault(.missing, .opening, "the object is missing")
    }
    do throws(FormatError) { try opening.record.check(expiry: today) } catch {
      throw error.fault(in: .opening)
    }
    if closing == nil, !keys.isEmpty {
      throw ClipFault(.missing, .closing, "the object is missing")
    }
    for (fingerprint, key) in keys.sorted(by: { $0.key < $1.key }) {
      do throws(FormatError) { try key.check(against: rewraps[fingerprint]) } catch {
        throw error.fault(in: .key(fingerprint: fingerprint))
      }
    }
    let listed = Set(opening.record.recipients.map(\.fingerprint))
    let absent = listed.union(rewraps.keys).subtracting(keys.keys)
    if case .required = presence,
      let first = absent.subtracting(listed).min() ?? (closing == nil ? nil : absent.min())
    {
      throw ClipFault(.missing, .key(fingerprint: first), "the object is missing")
    }
    var report = ClipReport(
      opening: opening.record, chain: check.chain,
      closing: closing.map { .closed($0.reason) } ?? .open, bytes: bytes,
      absentKeys: absent.sorted(), addedKeys: Set(keys.keys).subtracting(listed).sorted())
    report.rewraps = rewraps.sorted { $0.key < $1.key }.map(\.value)
    report.statements = statements.sorted { $0.key < $1.key }.map(\.value)
    return .clip(report)
  }

  /// Nothing is taken before the opening object, and nothing beside a tombstone.
  private func checkOpened(before name: ObjectName) throws(ClipFault) {
    if tombstone != nil { throw ClipFault(.erased, name, Self.replayed) }
    guard opening != nil else { throw ClipFault(.missing, .opening, "the object is missing") }
  }

  /// Which of tombstone and opening object is at fault where both are there.
  private func fault(ofErased opening: Opening) -> ClipFault {
    guard let tombstone, tombstone.controller.keyHash == opening.record.controller else {
      return ClipFault(.signature, .erased, "the tombstone is not of the clip's controller")
    }
    return ClipFault(.erased, .opening, Self.replayed)
  }

  private static let replayed = "the object is back after the clip was erased"
}
