import CallPolicy
import ClipStore
import Configuration
import LinuxSystem
import Spool

/// Whether clips can be kept here and at the store, and what the kernel helps with.
enum MachineChecks {
  static func run(_ policy: LoadedConfiguration?) -> [Finding] {
    [state(), spool()] + (policy.map { [store($0.policy.store)] } ?? []) + [clock(), sandbox()]
  }

  private static func state() -> Finding {
    let path = Account.stateDirectory
    guard let status = try? Files.status(path: path) else {
      return .fine("state", "nothing is kept yet")
    }
    guard status.owner == Account.userNumber, status.mode & 0o077 == 0 else {
      return .error(
        "state", "others can read \(path), or it is somebody else's",
        "chmod 700 \(path), and see whose it is")
    }
    return .fine("state", "journal and keys are readable by this person only")
  }

  private static func spool() -> Finding {
    let spool = Spool(root: Spool.path(stateDirectory: Account.stateDirectory))
    guard Files.exists(spool.root) else { return .fine("spool", "empty") }
    guard let clips = try? spool.clips() else {
      return .error("spool", "cannot be read", "see who owns \(spool.root)")
    }
    return clips.isEmpty
      ? .fine("spool", "empty")
      : .fine("spool", "\(clips.count) clips are waiting for the store")
  }

  /// A workstation may only create objects: nothing can be asked without making one.
  private static func store(_ store: Policy.Store) -> Finding {
    let settings = StoreSettings(
      store.url, credentials: store.credentials, certificateAuthority: store.certificateAuthority)
    do throws(StoreError) {
      _ = try openStore(settings)
    } catch {
      let words = error.words
      return .error(
        "store", words.sentence,
        (words.hint.map { $0 + "; " } ?? "") + "clips wait in the spool until then")
    }
    guard store.url.hasPrefix("dir:") else {
      return .fine("store", "a bucket; what it has not acknowledged waits in the spool")
    }
    let folder = String(store.url.dropFirst("dir:".count))
    guard Files.canCreate(in: folder) else {
      return .error(
        "store", "this person may not make files in \(folder)",
        "give it mode 3753, as callreel-fleet(7) says; clips wait in the spool until then")
    }
    return .fine("store", "\(store.url) takes clips")
  }

  private static func clock() -> Finding {
    switch Clock.isKept {
    case true?: .fine("clock", "is kept right")
    case false?:
      .warning(
        "clock", "nothing keeps it right; clips and journal bear its times",
        "timedatectl set-ntp true")
    case nil: .fine("clock", "the kernel does not tell who keeps it right")
    }
  }

  private static func sandbox() -> Finding {
    guard KernelProtection.hasFilters else {
      return .error(
        "sandbox", "the kernel has no seccomp filters, so that nothing is filmed",
        "start a kernel with CONFIG_SECCOMP_FILTER, as Debian's are")
    }
    guard KernelProtection.hasFileRights else {
      return .warning(
        "sandbox", "seccomp, but no Landlock: programs that film and send keep all files in reach",
        "start a kernel of 5.13 or later with landlock in lsm=")
    }
    return .fine("sandbox", "seccomp and Landlock")
  }
}
