import ClipDelivery
import LinuxSystem

do {
  try Hardening.begin()
} catch {
  ProcessExit.end(70)
}
let outcome = ClipDelivery.run(agent: 3)
Log.note(outcome == .done ? .uploadDone : .uploadFailed)
ProcessExit.end(outcome.rawValue)
