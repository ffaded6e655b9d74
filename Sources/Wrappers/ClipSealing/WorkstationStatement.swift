package import ClipFormat

/// What a workstation signs besides its clips.
package enum WorkstationStatement: Sendable {
  /// Where its journal begins after old entries went (F12).
  case journalCheckpoint
  /// Its list of draws as it leaves the workstation (N3).
  case drawList

  fileprivate var domain: SignatureDomain {
    switch self {
    case .journalCheckpoint: .checkpoint
    case .drawList: .drawList
    }
  }
}

extension PrivateKey {
  /// Signs a statement; 64 bytes.
  package func sign(_ bytes: [UInt8], as statement: WorkstationStatement) -> [UInt8] {
    signing.sign(bytes, for: statement.domain)
  }
}

extension PublicKey {
  /// Whether the holder of this key signed the statement.
  package func hasSigned(
    _ bytes: [UInt8], as statement: WorkstationStatement, signature: [UInt8]
  ) -> Bool {
    SigningKey.isValid(signature, of: bytes, for: statement.domain, by: signing)
  }
}
