package import ClipFormat

extension RequestRecord {
  /// Signs a request in its maker's name; traps unless the key is the maker's.
  package func signed(by key: borrowing PrivateKey) -> RequestRecord {
    precondition(key.publicKey == maker, "a request is signed by its maker")
    var record = self
    record.signature = key.signing.sign(signedBytes, for: .request)
    return record
  }

  /// Reads a request whose maker's signature holds.
  package init(verifying bytes: [UInt8]) throws(FormatError) {
    try self.init(parsing: bytes)
    guard
      SigningKey.isValid(signature, of: signedBytes, for: .request, by: maker.signing)
    else { throw FormatError(.signature, "the request is not signed by its maker") }
  }

  /// The object for the controller; nil for a key that is no usable point.
  package func object(for controller: PublicKey) -> [UInt8]? {
    SealedBox.seal(SecretBytes(copying: bytes), to: controller.agreement)
      .map { ObjectKind.request.prefix + $0 }
  }

  /// Opens and verifies the object of this identifier with the controller's key.
  package init(
    opening object: [UInt8], identifier: [UInt8], with controller: borrowing PrivateKey
  ) throws(FormatError) {
    try self.init(
      verifying: try SealedBox.content(of: object, kind: .request, with: controller))
    guard self.controller == controller.publicKey.keyHash, self.identifier == identifier,
      maker.kind == .workstation || maker == controller.publicKey
    else {
      throw FormatError(.binding, "the request was made for another place")
    }
  }
}

extension AnswerRecord {
  /// Signs an answer in the controller's name; traps unless the key is a controller's.
  package static func make(
    _ verdict: RequestVerdict, to request: [UInt8], message: String, unixMilliseconds: Int64,
    by controller: borrowing PrivateKey
  ) -> AnswerRecord {
    var record = AnswerRecord(
      verdict, to: request, message: message, unixMilliseconds: unixMilliseconds,
      controller: controller.publicKey)
    record.signature = controller.signing.sign(record.signedBytes, for: .answer)
    return record
  }

  /// Reads an answer whose controller's signature holds; who that is, others check.
  package init(verifying bytes: [UInt8]) throws(FormatError) {
    try self.init(parsing: bytes)
    guard SigningKey.isValid(signature, of: signedBytes, for: .answer, by: controller.signing)
    else { throw FormatError(.signature, "the answer is not signed by its controller") }
  }

  /// The controller's own copy; nil for a key that is no usable point.
  package var object: [UInt8]? {
    SealedBox.seal(SecretBytes(copying: bytes), to: controller.agreement)
      .map { ObjectKind.answer.prefix + $0 }
  }

  /// Opens and verifies the controller's own copy.
  package init(
    opening object: [UInt8], to request: [UInt8], with controller: borrowing PrivateKey
  ) throws(FormatError) {
    try self.init(verifying: try SealedBox.content(of: object, kind: .answer, with: controller))
    guard self.controller == controller.publicKey, self.request == request else {
      throw FormatError(.binding, "the answer was made for another place")
    }
  }
}

extension SealedBox {
  fileprivate static func content(
    of object: [UInt8], kind: ObjectKind, with key: borrowing PrivateKey
  ) throws(FormatError) -> [UInt8] {
    guard object.starts(with: kind.prefix) else {
      throw FormatError(.encoding, "not an object of this kind")
    }
    guard let secret = open(Array(object.dropFirst(ObjectKind.prefixBytes)), with: key) else {
      throw FormatError(.decryption, "the object does not open with this key")
    }
    return secret.revealed
  }
}
