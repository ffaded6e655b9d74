import CallSources
import LinuxSystem

do {
  try Hardening.begin()
} catch {
  ProcessExit.end(70)
}
ProcessExit.end(CallSources.manager().rawValue)
