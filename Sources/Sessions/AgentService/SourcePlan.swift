import CallPolicy
import Configuration
import ProcessMessages
import Telephony

/// A `[[source]]` of the policy as its program has to be told of it.
struct SourcePlan {
  let name: String
  let program: LaunchedProgram
  let settings: SourceSettings

  /// `directory`: the configuration's, which file names are relative to.
  init(_ source: Policy.Source, in policy: SessionPolicy, directory: String) {
    name = source.name
    var settings = SourceSettings(queue: source.queue)
    switch source.kind {
    case .baresip(let address):
      program = .baresipSource
      settings.address = address
    case .ami(let address, let line, let user, _, let tls, let authority):
      program = .managerSource
      settings.address = address
      settings.account = .init(
        line: line ?? policy.enrolment.telephone ?? "", user: user,
        secret: policy.configuration.sourceSecrets[source.name] ?? "")
      settings.isEncrypted = tls
      settings.certificateAuthority = authority.map { file in
        file.hasPrefix("/") ? file : directory + "/" + file
      }
    case .program(let command):
      program = .programSource
      settings.command = command
    }
    self.settings = settings
  }
}
