package import ClipFormat
package import Timeline

extension DisclosureOrder {
  private static let code: UInt8 = 3

  /// Signs an order in the controller's name; traps unless the key is a controller's.
  package static func make(
    _ clip: ClipLocation, by reader: KeyHash, for request: [UInt8], of employee: String?,
    until: CalendarDay, unixMilliseconds: Int64, signedBy controller: borrowing PrivateKey
  ) -> DisclosureOrder {
    var order = DisclosureOrder(
      clip, by: reader, for: request, of: employee, until: until,
      unixMilliseconds: unixMilliseconds, controller: controller.publicKey)
    order.signature = controller.signing.sign(order.signedBytes, for: .disclosure)
    return order
  }

  /// Everything about an order but whose call the clip is.
  ///
  /// `controller` is whom the clip's opening record names.
  package func check(
    for clip: ClipLocation, of controller: KeyHash, by reader: KeyHash, today: CalendarDay
  ) throws(FormatError) {
    guard self.clip == clip else {
      throw FormatError(.binding, "the order is for another clip")
    }
    guard self.controller.keyHash == controller else {
      throw FormatError(.order, "the order is another controller's")
    }
    let signer = self.controller.signing
    guard SigningKey.isValid(signature, of: signedBytes, for: .disclosure, by: signer) else {
      throw FormatError(.signature, "the order is not signed by its controller")
    }
    guard self.reader == reader else {
      throw FormatError(.binding, "the order is for another reader")
    }
    guard today <= until else {
      throw FormatError(.order, "the order's last day was \(until.text)")
    }
  }

  /// The note for its reader's inbox; nil for a key that is no usable point.
  ///
  /// A recovery pair opens it together, as it does a key object. Traps unless it is the reader
  /// whom the order names.
  package func object(for reader: SealingRecipient) -> [UInt8]? {
    precondition(reader.keyHash == self.reader, "an order goes to whom it names")
    return SealedBox.seal(SecretBytes(copying: [Self.code] + bytes), to: reader)
      .map { ObjectKind.note.prefix + $0 }
  }

  /// Opens a note with its reader's key; its signature is checked with the rest.
  package init(opening note: [UInt8], with key: borrowing PrivateKey) throws(FormatError) {
    let box = try Self.box(of: note)
    guard let secret = SealedBox.open(box, with: key) else { throw Self.closed }
    try self.init(content: secret.revealed)
  }

  /// As ``init(opening:with:)`` with a recovery pair, A before B.
  package init(
    opening note: [UInt8], with first: borrowing PrivateKey, and second: borrowing PrivateKey
  ) throws(FormatError) {
    let box = try Self.box(of: note)
    guard let inner = SealedBox.open(box, with: first),
      let secret = SealedBox.open(inner.revealed, with: second)
    else { throw Self.closed }
    try self.init(content: secret.revealed)
  }

  private init(content: [UInt8]) throws(FormatError) {
    guard content.first == Self.code else {
      throw FormatError(.encoding, "a note of another kind")
    }
    try self.init(parsing: Array(content.dropFirst()))
  }

  private static func box(of note: [UInt8]) throws(FormatError) -> [UInt8] {
    guard note.starts(with: ObjectKind.note.prefix) else {
      throw FormatError(.encoding, "not a note of an inbox")
    }
    return Array(note.dropFirst(ObjectKind.prefixBytes))
  }

  private static var closed: FormatError {
    FormatError(.decryption, "the note does not open with this key")
  }
}
