import Indicator
import LinuxSystem

do {
  try Hardening.begin()
  try IndicatorRights.enter()
} catch {
  ProcessExit.end(70)
}
ProcessExit.end(IndicatorService.run(agent: 3, display: Account.variable("DISPLAY")))
