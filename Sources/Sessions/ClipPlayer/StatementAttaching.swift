internal import ByteCoding
package import ClipFormat
package import ClipSealing
internal import ClipStore
internal import Timeline

/// What came of attaching a statement to a clip.
package enum AttachedStatement: Equatable, Sendable {
  /// It lies beside the clip; `unreached` are fingerprints of recipients whose keys nobody knows.
  case attached(unreached: [String])
  /// Nothing that could be attached, or nothing left to attach it to.
  case nothing
}

extension ClipShelf {
  /// Puts what a request asks to be put right beside its clip, sealed to those who can open that
  /// (N9).
  ///
  /// The opening record has only hashes of their keys. The keys are those of `known`, of rewrap
  /// objects, and of the access records that the readers made; where `known` is nil, as no policy
  /// could be read, all must be found. Interrupted it can be done again.
  package func attach(
    _ request: RequestRecord, to known: [PublicKey]?, by controller: borrowing PrivateKey
  ) throws(PlayerError) -> AttachedStatement {
    guard let clip = request.clip, !request.message.isEmpty else { return .nothing }
    let record: OpeningRecord
    let names: [ObjectName]
    do throws(PlayerError) {
      names = try self.names(of: clip)
      if names.contains(.erased) { try refuseErased(clip) }
      record = try opening(of: clip).0
    } catch .erased {
      return .nothing
    } catch .fault(let fault) where fault.layer == .expiry || fault.layer == .missing {
      return .nothing
    }
    guard record.controller == controller.publicKey.keyHash else { throw .anotherController }
    let name = ObjectName.statement(request: Hexadecimal.encode(request.identifier))
    let (readers, unreached) = try readers(
      of: record, adding: names, known: known ?? [], by: controller)
    if names.contains(name) {
      try verify(name, record)
      return .attached(unreached: unreached)
    }
    guard names.count(where: \.isStatement) < FormatLimits.statements else {
      throw .fault(
        ClipFault(.limits, name, "the clip has \(FormatLimits.statements) statements already"))
    }
    if let first = unreached.first, known == nil || readers.isEmpty {
      throw .statementUnreadable(fingerprint: first)
    }
    guard
      let object = StatementObject.make(
        request, of: clip, for: readers, day: today, by: controller)
    else { throw .letter(FormatError(.encoding, "a key cannot be sealed to")) }
    try inStore { () throws(StoreError) in try store.put(name, of: clip, object.bytes) }
    return .attached(unreached: unreached)
  }

  private func verify(_ name: ObjectName, _ record: OpeningRecord) throws(PlayerError) {
    guard case .statement(let request) = name else { return }
    let bytes = try object(name, of: record.location)
    do throws(FormatError) {
      _ = try StatementObject(verifying: bytes, request: request, record: record)
    } catch {
      throw .fault(error.fault(in: name))
    }
  }

  /// Who can open a clip, as far as their keys are known; an employee knows what they said.
  private func readers(
    of record: OpeningRecord, adding names: [ObjectName], known: [PublicKey],
    by controller: borrowing PrivateKey
  ) throws(PlayerError) -> (Set<SealingRecipient>, unreached: [String]) {
    let candidates = SealingRecipient.all(of: known)
    var readers: Set<SealingRecipient> = []
    var unreached: [String] = []
    for recipient in record.recipients {
      if let reader = candidates.first(where: { $0.keyHash == recipient.key }) {
        readers.insert(reader)
      } else if let reader = try reader(recipient.key, by: controller) {
        readers.insert(reader)
      } else if recipient.kind != .employee {
        unreached.append(recipient.fingerprint)
      }
    }
    for case .rewrap(let fingerprint) in names {
      let bytes = try object(.rewrap(fingerprint: fingerprint), of: record.location)
      do throws(FormatError) {
        let added = try RewrapRecord(
          verifying: bytes, fingerprint: fingerprint, record: record)
        readers.insert(.single(added.order.recipient))
      } catch {
        throw .fault(error.fault(in: .rewrap(fingerprint: fingerprint)))
      }
    }
    return (readers, unreached)
  }

  /// The reader whose access records the controller has.
  private func reader(
    _ hash: KeyHash, by controller: borrowing PrivateKey
  ) throws(PlayerError) -> SealingRecipient? {
    let name = controller.publicKey.fingerprint
    let folder = LedgerFolder.access(controller: name, reader: hash.fingerprint)
    let numbers = try inStore { () throws(StoreError) in try store.names(in: folder) }
      .compactMap(LedgerName.number)
    guard let last = numbers.max() else { return nil }
    let bytes = try inStore { () throws(StoreError) in
      try store.get(
        .access(last, controller: name, reader: hash.fingerprint), atMost: FormatLimits.recordBytes)
    }
    guard let object = try? AccessObject(parsing: bytes),
      let record = try? AccessRecord(
        opening: object, at: last, of: hash.fingerprint, with: controller)
    else { return nil }
    return SealingRecipient.all(of: record.readers).first { $0.keyHash == hash }
  }
}

extension SealingRecipient {
  /// Each of these who opens clips, and each two of their recovery keys.
  fileprivate static func all(of keys: [PublicKey]) -> [SealingRecipient] {
    let recovery = keys.filter { $0.kind == .recovery }
    let pairs = recovery.indices.flatMap { index in
      recovery[(index + 1)...].compactMap { RecoveryPair(recovery[index], $0) }
    }
    return keys.filter(\.kind.opensAlone).map { .single($0) } + pairs.map { .recoveryPair($0) }
  }
}
