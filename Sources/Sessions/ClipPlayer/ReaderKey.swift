internal import ClipFormat
package import ClipSealing

/// What opens clips: one person's key, or the two keys of a recovery pair.
package struct ReaderKey: ~Copyable, Sendable {
  private let one: PrivateKey
  private let other: PrivateKey?
  private let pair: RecoveryPair?

  /// A trainer's or an employee's key; any other opens no clip.
  package init(_ key: consuming PrivateKey) {
    one = key
    other = nil
    pair = nil
  }

  /// Two recovery keys in any order; nil for any other two.
  package init?(_ one: consuming PrivateKey, _ other: consuming PrivateKey) {
    guard let pair = RecoveryPair(one.publicKey, other.publicKey) else { return nil }
    self.one = one
    self.other = .some(other)
    self.pair = pair
  }

  /// Whether it opens its owner's own clips only, as one of those who were filmed.
  package var isEmployees: Bool { one.kind == .employee }

  /// As the opening record and the key object's name have it.
  var fingerprint: String { keyHash.fingerprint }

  var keyHash: KeyHash { pair?.keyHash ?? one.publicKey.keyHash }

  /// What the controller ordered this reader; nil for any other note.
  func order(in note: [UInt8]) -> DisclosureOrder? {
    switch other {
    case .some(let other):
      pair?.first == one.publicKey
        ? try? DisclosureOrder(opening: note, with: one, and: other)
        : try? DisclosureOrder(opening: note, with: other, and: one)
    case .none: try? DisclosureOrder(opening: note, with: one)
    }
  }

  /// Opens a clip's first record with the key object that was found for this key.
  ///
  /// `rewrap` goes with the key object of one who was added later. Nothing opens that is not on
  /// record: hence the receipt (F10).
  func opener(
    _ receipt: AccessReceipt, keyObject: [UInt8], rewrap: [UInt8]?, opening: [UInt8]
  ) throws(ClipFault) -> ClipOpener {
    let location = receipt.clip
    return switch other {
    case .some(let other):
      try ClipOpener(
        recovery: one, other, keyObject: keyObject, opening: opening, location: location)
    case .none:
      try ClipOpener(
        key: one, keyObject: keyObject, rewrap: rewrap, opening: opening, location: location)
    }
  }

  /// Signs an access record in the name of this key.
  func accessRecord(
    _ act: AccessRecord.Act, at link: AccessRecord.Link, to controller: KeyHash
  ) -> AccessRecord {
    switch other {
    case .some(let other):
      guard
        let record = AccessRecord.make(act, at: link, to: controller, by: one, and: other)
      else { preconditionFailure("a reader with two keys has a recovery pair") }
      return record
    case .none: return .make(act, at: link, to: controller, by: one)
    }
  }

  /// What a statement says; nil where it was not sealed to this key.
  func open(
    _ statement: StatementObject, of clip: ClipLocation
  ) throws(FormatError) -> RequestRecord? {
    switch other {
    case .some(let other): try statement.open(with: one, and: other, of: clip)
    case .none: try statement.open(with: one, of: clip)
    }
  }

  /// Passes a clip's key on in the name of this key.
  func rewrap(
    _ opener: borrowing ClipOpener, as order: RewrapOrder
  ) throws(FormatError) -> RewrappedKey {
    switch other {
    case .some(let other): try opener.rewrap(order: order, by: one, and: other)
    case .none: try opener.rewrap(order: order, by: one)
    }
  }
}
