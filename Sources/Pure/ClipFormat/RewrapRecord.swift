internal import ByteCoding

/// One who passed a clip key on, with their signature.
package struct RewrapPerformer: Equatable, Sendable {
  package var key: PublicKey
  /// Ed25519 over the order, the new key object's hash and ``key``, 64 bytes.
  package var signature: [UInt8]

  package init(key: PublicKey, signature: [UInt8]) {
    self.key = key
    self.signature = signature
  }
}

/// The rewrap object: on whose order, and by whom, a key object was added.
package struct RewrapRecord: Equatable, Sendable {
  package var order: RewrapOrder
  /// BLAKE2b-256 of the key object that was added, 32 bytes.
  package var keyObjectHash: [UInt8]
  /// A trainer or an employee, or the two of a recovery pair.
  package var performers: [RewrapPerformer]

  package init(order: RewrapOrder, keyObjectHash: [UInt8], performers: [RewrapPerformer]) {
    self.order = order
    self.keyObjectHash = keyObjectHash
    self.performers = performers
  }

  /// What a performer signs.
  package func signedBytes(by performer: PublicKey) -> [UInt8] {
    order.bytes + keyObjectHash + performer.bytes
  }

  package var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.raw(ObjectKind.rewrap.prefix + order.bytes + keyObjectHash)
    writer.integer(UInt8(performers.count))
    for performer in performers { writer.raw(performer.key.bytes + performer.signature) }
    return writer.bytes
  }

  /// Reads the encoding only.
  package init(parsing bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    try ObjectKind.rewrap.take(from: &reader)
    order = try RewrapOrder(from: &reader)
    do throws(ByteError) {
      keyObjectHash = try reader.raw(32)
      let count = try reader.integer(UInt8.self)
      guard (1...2).contains(count) else { throw .malformed }
      performers = []
      for _ in 0..<count {
        performers.append(
          RewrapPerformer(
            key: try PublicKey(
              from: &reader, kinds: count == 1 ? RewrapOrder.recipientKinds : [.recovery]),
            signature: try reader.raw(64)))
      }
      try reader.finish()
    } catch {
      throw error.formatError
    }
  }
}
