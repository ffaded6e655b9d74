import CallPolicy
import ClipStore
import Configuration
import LinuxSystem
import Spool

/// Whether clips can be kept here and at the store.
enum MachineChecks {
  static func run(_ policy: LoadedConfiguration?) -> [Finding] {
    [state(), spool()] + (policy.map { [store($0.policy.store.url)] } ?? [])
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

  private static func store(_ address: String) -> Finding {
    // A workstation may only create objects there: nothing can be asked without making one.
    guard address.hasPrefix("dir:") else {
      return .fine("store", "a bucket; what it has not acknowledged waits in the spool")
    }
    do throws(StoreError) {
      _ = try openStore(address)
      return .fine("store", "\(address) is there")
    } catch {
      return .error(
        "store", "\(address) cannot be reached",
        "clips wait in the spool until it can; mount the folder or check the network")
    }
  }
}
