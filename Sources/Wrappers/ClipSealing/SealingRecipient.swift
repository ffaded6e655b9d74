package import ClipFormat

/// Two recovery keys that open clips together; neither opens one alone.
package struct RecoveryPair: Hashable, Sendable {
  /// The one with the lower fingerprint; its holder opens the outer box.
  package let first: PublicKey
  package let second: PublicKey

  /// In any order; nil unless these are two different recovery keys.
  package init?(_ one: PublicKey, _ other: PublicKey) {
    guard one.kind == .recovery, other.kind == .recovery, one.fingerprint != other.fingerprint
    else { return nil }
    first = one.fingerprint < other.fingerprint ? one : other
    second = one.fingerprint < other.fingerprint ? other : one
  }

  /// As ``ClipFormat/PublicKey/fingerprint``, of both keys' public bytes: 16 hexadecimal digits.
  package var fingerprint: String { keyHash.fingerprint }

  /// BLAKE2b-256 of both keys' public bytes.
  package var keyHash: KeyHash { KeyHash(bytes: Digest.blake2b256(first.bytes, second.bytes)) }
}

/// Somebody whom a clip key is sealed to: one entry of the opening record, one key object.
package enum SealingRecipient: Hashable, Sendable {
  /// A trainer or an employee.
  case single(PublicKey)
  case recoveryPair(RecoveryPair)

  /// Two recovery keys in any order.
  package static func recoveryPair(
    _ one: PublicKey, _ other: PublicKey
  ) throws(SealingError) -> SealingRecipient {
    guard let pair = RecoveryPair(one, other) else { throw .recoveryNeedsTwo(count: 1) }
    return .recoveryPair(pair)
  }

  /// All keys but recovery keys for themselves; the recovery keys, exactly two or none, as a pair.
  package static func paired(
    _ keys: [PublicKey]
  ) throws(SealingError) -> [SealingRecipient] {
    let keys = Set(keys)
    let recovery = keys.filter { $0.kind == .recovery }.sorted { $0.fingerprint < $1.fingerprint }
    let singles = keys.subtracting(recovery).map { SealingRecipient.single($0) }
    switch recovery.count {
    case 0: return singles
    case 2: return singles + [try recoveryPair(recovery[0], recovery[1])]
    default: throw .recoveryNeedsTwo(count: recovery.count)
    }
  }

  package var fingerprint: String { keyHash.fingerprint }

  package var keyHash: KeyHash {
    switch self {
    case .single(let key): key.keyHash
    case .recoveryPair(let pair): pair.keyHash
    }
  }

  package var kind: KeyKind {
    switch self {
    case .single(let key): key.kind
    case .recoveryPair: .recovery
    }
  }
}
