package import ClipFormat

/// What lies in a workstation's inbox: sealed to it, so that its employee alone can read it.
package enum InboxNote: Equatable, Sendable {
  /// Who used the key of a clip of this workstation (F10).
  case access(AccessRecord)
  /// What the controller answered to a request (N9).
  case answer(AnswerRecord)

  package var access: AccessRecord? { if case .access(let record) = self { record } else { nil } }
  package var answer: AnswerRecord? { if case .answer(let record) = self { record } else { nil } }

  private var code: UInt8 {
    switch self {
    case .access: 1
    case .answer: 2
    }
  }

  /// The object; nil for a workstation's key that is no usable point.
  package func object(for workstation: PublicKey) -> [UInt8]? {
    let content: [UInt8]
    switch self {
    case .access(let record): content = record.bytes
    case .answer(let record): content = record.bytes
    }
    return SealedBox.seal(SecretBytes(copying: [code] + content), to: workstation.agreement)
      .map { ObjectKind.note.prefix + $0 }
  }

  /// Opens and verifies a note with the workstation's key.
  package init(opening object: [UInt8], with key: borrowing PrivateKey) throws(FormatError) {
    guard object.starts(with: ObjectKind.note.prefix) else {
      throw FormatError(.encoding, "not a note of an inbox")
    }
    guard
      let secret = SealedBox.open(Array(object.dropFirst(ObjectKind.prefixBytes)), with: key)
    else { throw FormatError(.decryption, "the note does not open with this key") }
    let bytes = secret.revealed
    switch bytes.first {
    case 1: self = .access(try AccessRecord(verifying: Array(bytes.dropFirst())))
    case 2: self = .answer(try AnswerRecord(verifying: Array(bytes.dropFirst())))
    default: throw FormatError(.encoding, "a note of a kind that is not known")
    }
  }
}
