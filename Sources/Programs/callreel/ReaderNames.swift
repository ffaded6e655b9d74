import ByteCoding
import ClipFormat
import ClipSealing
import Configuration
import Journal
import LinuxSystem

/// The names that a policy has for readers' keys; without one, what their kind is called.
struct ReaderNames {
  let names: [PublicKey: String]

  /// No policy, or one that cannot be read, names nobody.
  init(config directory: String) {
    var names: [PublicKey: String] = [:]
    for recipient in (try? Configuration.recipients(directory: directory)) ?? [] {
      names[recipient.key] = recipient.name
    }
    if let own = OwnKeyFile.own.publicKey { names[own] = Account.login }
    self.names = names
  }

  subscript(readers: [PublicKey]) -> String {
    readers.map { names[$0]?.visible ?? "a \(Self.title($0.kind)) whom the policy does not name" }
      .joined(separator: " and ")
  }

  private static func title(_ kind: KeyKind) -> String {
    kind == .recovery ? "recovery holder" : kind.name
  }
}
