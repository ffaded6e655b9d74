import Indicator
import LinuxSystem
import Sandbox

do {
  try Hardening.begin()
  try Sandbox.giveUpInternet()
} catch {
  ProcessExit.end(70)
}
ProcessExit.end(IndicatorService.run(agent: 3, display: Account.variable("DISPLAY")))
