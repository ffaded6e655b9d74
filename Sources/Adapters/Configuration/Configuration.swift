package import ClipFormat
package import ClipSealing

/// `/etc/callreel/` or a directory like it: the only way in for what an administrator decides.
///
/// callreel-policy(5) has the form. TOML is read here and nowhere else.
package enum Configuration {
  package static let standardDirectory = "/etc/callreel"

  /// Reads, checks and joins everything that one person's session needs.
  ///
  /// Throws the first error; a directory without a policy has the kind `noPolicy`.
  package static func load(
    directory: String, login: String
  ) throws(ConfigurationError) -> LoadedConfiguration {
    var loader = ConfigurationLoader(try ConfigurationDirectory(directory))
    if let loaded = read(&loader, login: login), loader.errors.isEmpty { return loaded }
    throw loader.errors.first
      ?? ConfigurationError(file: ConfigurationLoader.policyFile, problem: "cannot be used")
  }

  /// Everything that is wrong with a directory, the files of all people included.
  package static func faults(directory: String) -> [ConfigurationError] {
    do throws(ConfigurationError) {
      var loader = ConfigurationLoader(try ConfigurationDirectory(directory))
      if let loaded = read(&loader, login: nil) {
        for login in loader.people() {
          _ = loader.readEnrolment(of: login, policy: loaded.policy)
        }
      }
      return loader.errors
    } catch {
      return [error]
    }
  }

  /// The people who can open clips by a policy, whoever is enrolled; reads `policy.toml` only.
  package static func recipients(
    directory: String
  ) throws(ConfigurationError) -> [RecipientKey] {
    var loader = ConfigurationLoader(try ConfigurationDirectory(directory))
    if let (policy, _, findings) = loader.readPolicy() {
      let recipients = loader.readKeys(policy, findings).recipients
      if loader.errors.isEmpty { return recipients }
    }
    throw loader.errors.first
      ?? ConfigurationError(file: ConfigurationLoader.policyFile, problem: "cannot be used")
  }

  /// The key of the controller whom a policy names; reads `policy.toml` only.
  package static func controllerKey(
    directory: String
  ) throws(ConfigurationError) -> PublicKey {
    var loader = ConfigurationLoader(try ConfigurationDirectory(directory))
    if let (policy, _, findings) = loader.readPolicy(),
      let key = loader.readKeys(policy, findings).controller
    {
      return key
    }
    throw loader.errors.first
      ?? ConfigurationError(file: ConfigurationLoader.policyFile, problem: "cannot be used")
  }

  /// The keys that open lists of draws together (N3), nil where the policy names no council's;
  /// reads `policy.toml` only.
  package static func drawListKeys(
    directory: String
  ) throws(ConfigurationError) -> DrawListKeys? {
    var loader = ConfigurationLoader(try ConfigurationDirectory(directory))
    if let (policy, _, findings) = loader.readPolicy() {
      let keys = loader.readKeys(policy, findings)
      if loader.errors.isEmpty, let controller = keys.controller {
        return keys.council.flatMap { DrawListKeys(controller: controller, council: $0) }
      }
    }
    throw loader.errors.first
      ?? ConfigurationError(file: ConfigurationLoader.policyFile, problem: "cannot be used")
  }

  private static func read(
    _ loader: inout ConfigurationLoader, login: String?
  ) -> LoadedConfiguration? {
    guard let (policy, hash, findings) = loader.readPolicy() else { return nil }
    let keys = loader.readKeys(policy, findings)
    let customers = loader.readCustomers(policy)
    let never = loader.readNever(policy)
    let seeds = loader.readSeeds(policy, findings)
    let secrets = loader.readSourceSecrets(policy)
    loader.readWorkstations(policy, controller: keys.controller)
    let enrolment = login.flatMap { loader.readEnrolment(of: $0, policy: policy) }
    guard let controllerKey = keys.controller else { return nil }
    return LoadedConfiguration(
      policy: policy, policyHash: hash, enrolment: enrolment, customers: customers, never: never,
      seeds: seeds, recipients: keys.recipients, controllerKey: controllerKey,
      drawListKeys: keys.council.flatMap {
        DrawListKeys(controller: controllerKey, council: $0)
      },
      sourceSecrets: secrets)
  }
}
