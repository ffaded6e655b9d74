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
    readers.map { names[$0]?.visible ?? "a \($0.kind.name) whom the policy does not name" }
      .joined(separator: " and ")
  }
}
