import Indicator
import LinuxSystem

do {
  try Account.harden()
} catch {
  ProcessExit.end(70)
}
ProcessExit.end(IndicatorService.run(agent: 3, display: Account.variable("DISPLAY")))
