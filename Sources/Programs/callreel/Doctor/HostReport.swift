import ByteCoding
import CallPolicy
import Configuration
import LinuxSystem
import Spool
import Timeline

/// What the administrator of many workstations asks of each, besides what is wrong with it.
///
/// Nothing in it counts recordings or names a person: what waits is told in bytes, and of what was
/// sent only when the last of it was.
struct HostReport {
  /// Of the policy that counts here; nil where none holds.
  let policyHash: [UInt8]?

  var json: [(String, JSONText)] {
    let state = Account.stateDirectory
    let spool = try? Spools(stateDirectory: state).room().usedBytes
    let delivered = DeliveryMark(stateDirectory: state).time
    return [
      ("version", .string(Release.version)),
      ("policy_hash", policyHash.map { .string(Hexadecimal.encode($0)) } ?? .null),
      ("spool_bytes", spool.map { .integer(Int64($0)) } ?? .null),
      ("last_upload", delivered.map { .string(TimestampText.text(unixSeconds: $0)) } ?? .null),
    ]
  }
}
