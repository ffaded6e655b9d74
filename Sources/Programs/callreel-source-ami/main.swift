import CallSources
import LinuxSystem

do {
  try Account.harden()
} catch {
  ProcessExit.end(70)
}
ProcessExit.end(CallSources.manager().rawValue)
