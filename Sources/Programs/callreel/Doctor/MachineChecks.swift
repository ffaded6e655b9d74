import CallPolicy
import ClipStore
import Configuration
import LinuxSystem
import Messages

/// Whether clips can be kept here and at the store, and what the kernel helps with.
enum MachineChecks {
  static func run(_ policy: LoadedConfiguration?) -> [DoctorFinding] {
    [state(), SpoolChecks.run(policy?.policy.store)]
      + (policy.map { [store($0.policy.store)] } ?? []) + [clock(), sandbox()]
  }

  private static func state() -> DoctorFinding {
    let path = Account.stateDirectory
    guard let status = try? Files.status(path: path) else { return .noState }
    let isPrivate = status.owner == Account.userNumber && status.mode & 0o077 == 0
    return isPrivate ? .privateState : .exposedState(path)
  }

  /// A workstation may only create objects: nothing can be asked without making one.
  private static func store(_ store: Policy.Store) -> DoctorFinding {
    if case .service? = store.credentials.flatMap(CredentialSource.init),
      Account.variable("CREDENTIALS_DIRECTORY") == nil
    {
      return .storeOfService
    }
    let settings = StoreSettings(
      store.url, credentials: store.credentials, certificateAuthority: store.certificateAuthority)
    do throws(StoreError) {
      _ = try openStore(settings)
    } catch {
      if error == .unreachable { return .absentStore }
      return .unusableStore(error.words.sentence, hint: error.words.hint)
    }
    guard store.url.hasPrefix("dir:") else { return .bucket }
    let folder = String(store.url.dropFirst("dir:".count))
    return Files.canCreate(in: folder) ? .store(store.url) : .forbiddenStore(folder)
  }

  private static func clock() -> DoctorFinding {
    switch Clock.isKept {
    case true?: .keptClock
    case false?: .driftingClock
    case nil: .unknownClock
    }
  }

  private static func sandbox() -> DoctorFinding {
    guard KernelProtection.hasFilters else { return .noSandbox }
    return KernelProtection.hasFileRights ? .sandbox : .sandboxWithoutFileRights
  }
}
