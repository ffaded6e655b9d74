package import ClipFormat
package import Timeline

extension RewrapOrder {
  /// Orders that this clip may be opened by one more.
  ///
  /// Traps unless the key is a controller's and the recipient a trainer or an employee.
  package static func make(
    clip location: ClipLocation, recipient: PublicKey, day: CalendarDay,
    by controller: borrowing PrivateKey
  ) -> RewrapOrder {
    var order = RewrapOrder(
      clip: location.clip, locationHash: location.hash, recipient: recipient,
      controller: controller.publicKey, day: day)
    order.signature = controller.signing.sign(order.signedBytes, for: .order)
    return order
  }

  /// Whether the controller whom it names signed it; whose controller that is, others check.
  package var isSigned: Bool {
    SigningKey.isValid(signature, of: signedBytes, for: .order, by: controller.signing)
  }

  /// Everything about an order that the clip's opening record decides.
  package func check(against record: OpeningRecord) throws(FormatError) {
    guard clip == record.location.clip, locationHash == record.location.hash else {
      throw FormatError(.binding, "the order is for another clip")
    }
    guard controller.keyHash == record.controller else {
      throw FormatError(.order, "the order is another controller's")
    }
    guard !record.recipients.contains(where: { $0.fingerprint == recipient.fingerprint }) else {
      throw FormatError(.order, "the order is for one who can open the clip already")
    }
    guard day >= record.location.day - 1, day < record.expiry else {
      throw FormatError(.order, "the order is older than the clip, or of a day after its expiry")
    }
  }
}

extension RewrapRecord {
  /// Reads a rewrap object and makes all checks but that of the key object's hash.
  package init(
    verifying bytes: [UInt8], fingerprint: String, record: OpeningRecord
  ) throws(FormatError) {
    try self.init(parsing: bytes)
    guard order.recipient.fingerprint == fingerprint else {
      throw FormatError(.binding, "the order is for another recipient")
    }
    try order.check(against: record)
    guard let entitled, record.recipients.contains(where: { $0.isThat(of: entitled) }) else {
      throw FormatError(.order, "who carried the order out was no recipient of the clip")
    }
    guard order.isSigned else {
      throw FormatError(.signature, "the order is not signed by its controller")
    }
    for performer in performers {
      guard
        SigningKey.isValid(
          performer.signature, of: signedBytes(by: performer.key), for: .rewrap,
          by: performer.key.signing)
      else { throw FormatError(.signature, "not signed by one who carried the order out") }
    }
  }

  /// Who must be in the opening record; nil where the performers are no pair in its order.
  private var entitled: SealingRecipient? {
    let keys = performers.map(\.key)
    guard keys.count == 2 else { return keys.first.map { .single($0) } }
    guard let pair = RecoveryPair(keys[0], keys[1]), pair.first == keys[0] else { return nil }
    return .recoveryPair(pair)
  }
}

extension ClipRecipient {
  fileprivate func isThat(of recipient: SealingRecipient) -> Bool {
    key == recipient.keyHash && kind == recipient.kind
  }
}

/// What passing a clip key on makes: both are to be stored, the rewrap object first.
package struct RewrappedKey: Sendable {
  package let keyObjectName: ObjectName
  package let keyObject: [UInt8]
  package let rewrapObjectName: ObjectName
  package let rewrapObject: [UInt8]
}

extension ClipOpener {
  /// Passes the clip key on as the order says, in the name of the recipient whose key opened it.
  package func rewrap(
    order: RewrapOrder, by key: borrowing PrivateKey
  ) throws(FormatError) -> RewrappedKey {
    guard key.kind.opensAlone else {
      throw FormatError(.order, "a \(key.kind.name) key alone passes no clip key on")
    }
    let (object, unsigned) = try granted(order, performers: [key.publicKey])
    return try rewrapped(object, unsigned, signatures: [signature(of: unsigned, by: key)])
  }

  /// As ``rewrap(order:by:)`` by the two of the recovery pair, in any order.
  package func rewrap(
    order: RewrapOrder, by one: borrowing PrivateKey, and other: borrowing PrivateKey
  ) throws(FormatError) -> RewrappedKey {
    guard let pair = RecoveryPair(one.publicKey, other.publicKey) else {
      throw FormatError(.order, "two recovery keys are needed")
    }
    let (object, unsigned) = try granted(order, performers: [pair.first, pair.second])
    var signatures = [signature(of: unsigned, by: one), signature(of: unsigned, by: other)]
    if pair.first != one.publicKey { signatures.swapAt(0, 1) }
    return try rewrapped(object, unsigned, signatures: signatures)
  }

  /// The key object that a rewrap object calls for; nil where it calls for another.
  package func keyObject(
    calledForBy rewrap: [UInt8], fingerprint: String
  ) throws(FormatError) -> [UInt8]? {
    let found = try RewrapRecord(verifying: rewrap, fingerprint: fingerprint, record: record)
    guard let object = keyObject(asOrdered: found.order),
      Digest.blake2b256(object) == found.keyObjectHash
    else { return nil }
    return object
  }

  private func granted(
    _ order: RewrapOrder, performers: [PublicKey]
  ) throws(FormatError) -> ([UInt8], RewrapRecord) {
    try order.check(against: record)
    guard let object = keyObject(asOrdered: order) else {
      throw FormatError(.order, "the new recipient's key cannot be sealed to")
    }
    return (
      object,
      RewrapRecord(
        order: order, keyObjectHash: Digest.blake2b256(object),
        performers: performers.map { RewrapPerformer(key: $0, signature: []) })
    )
  }

  private func signature(of unsigned: RewrapRecord, by key: borrowing PrivateKey) -> [UInt8] {
    key.signing.sign(unsigned.signedBytes(by: key.publicKey), for: .rewrap)
  }

  /// The finished objects; refuses what a reader would refuse.
  private func rewrapped(
    _ object: [UInt8], _ unsigned: RewrapRecord, signatures: [[UInt8]]
  ) throws(FormatError) -> RewrappedKey {
    var finished = unsigned
    for index in signatures.indices { finished.performers[index].signature = signatures[index] }
    let fingerprint = finished.order.recipient.fingerprint
    _ = try RewrapRecord(verifying: finished.bytes, fingerprint: fingerprint, record: record)
    return RewrappedKey(
      keyObjectName: .key(fingerprint: fingerprint), keyObject: object,
      rewrapObjectName: .rewrap(fingerprint: fingerprint), rewrapObject: finished.bytes)
  }
}
