import LinuxSystem
import RecordingSession

do {
  try Hardening.begin()
} catch {
  ProcessExit.end(70)
}
Recorder.run(
  RecorderPlace(
    agent: 3, display: Account.variable("DISPLAY"),
    waylandDisplay: Account.variable("WAYLAND_DISPLAY"),
    sessionType: Account.variable("XDG_SESSION_TYPE")))
