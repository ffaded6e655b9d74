import CallMachine
import CallPolicy
import ClipFormat
import ClipSealing
import Configuration
import Journal
import LinuxSystem

/// What loading the configuration came to.
enum PolicyLoading {
  case loaded(SessionPolicy)
  case off(OffReason)

  /// Reads `/etc/callreel` or what stands for it, once more.
  init(_ place: AgentPlace) {
    let configuration: LoadedConfiguration
    do throws(ConfigurationError) {
      configuration = try Configuration.load(directory: place.configuration, login: place.login)
    } catch {
      guard error.kind != .noPolicy else {
        self = .off(.noPolicy)
        return
      }
      Log.note(.policyRefused)
      self = .off(.policyInvalid)
      return
    }
    guard let enrolment = configuration.enrolment else {
      self = .off(.notEnrolled)
      return
    }
    do throws(JournalError) {
      let key = try WorkstationKey.load(stateDirectory: place.state)
      let file = place.configuration + "/policy.toml"
      let owner = (try? Files.status(path: file))?.owner
      self = .loaded(
        try SessionPolicy(
          configuration, enrolment: enrolment, owner: owner == 0 ? .administrator : .user,
          workstation: key.publicKey.fingerprint, stateDirectory: place.state))
    } catch {
      Log.note(.spoolFailed)
      self = .off(.spoolUnwritable)
    }
  }
}
