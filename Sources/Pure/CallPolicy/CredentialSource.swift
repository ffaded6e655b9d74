/// Where a workstation finds the credentials of its bucket.
package enum CredentialSource: Equatable, Sendable {
  /// Of a file, by its path.
  case file(String)
  /// Of systemd.exec(5), by the name that the agent's service gives it.
  case service(String)

  private static let scheme = "systemd:"

  /// What `store.credentials` says; nil where it names neither.
  package init?(_ text: String) {
    guard text.hasPrefix(Self.scheme) else {
      self = .file(text)
      return
    }
    let name = String(text.dropFirst(Self.scheme.count))
    guard !name.isEmpty, name.first != ".",
      name.utf8.allSatisfy({ (33...126).contains($0) && $0 != UInt8(ascii: "/") })
    else { return nil }
    self = .service(name)
  }

  /// The path of the file; `configuration` is the folder that names in a policy are in, `service`
  /// where the service manager has put its credentials, nil for a process that was given none.
  ///
  /// What was not given is a file that is not there, which the uploader names.
  package func path(configuration: String, service: String?) -> String {
    switch self {
    case .file(let path): path.hasPrefix("/") ? path : configuration + "/" + path
    case .service(let name): (service ?? "/run/credentials/callreel-agent.service") + "/" + name
    }
  }
}
