import CallPolicy
import LinuxSystem
import Messages
import Spool

/// Whether there is room here for what the store has not taken yet.
enum SpoolChecks {
  static func run(_ store: Policy.Store?) -> DoctorFinding {
    let spools = Spools(stateDirectory: Account.stateDirectory)
    do throws(SpoolError) {
      guard Files.exists(spools.root) else { return .emptySpool }
      return .spool(try spools.room(), of: store)
    } catch {
      return .unreadableSpool(spools.root)
    }
  }
}
