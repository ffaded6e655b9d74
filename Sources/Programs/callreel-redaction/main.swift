import ByteCoding
import LinuxSystem
import ProcessMessages
import RecordingSession
import Sandbox

// Says what a film would hide, to `callreel redaction check` and `callreel doctor`: an order on
// descriptor 3, with a socket of the accessibility bus where there is one; a report on the display
// comes back, then reports on its windows. Asks for no pixel.

let reader = MessageSocket(owning: 3)

do {
  try Hardening.begin()
  guard let message = try reader.receive() else { ProcessExit.end(0) }
  let order = try FilmOrder(bytes: message.bytes)
  let display = DisplayLook.report(
    display: Account.variable("DISPLAY"), waylandDisplay: Account.variable("WAYLAND_DISPLAY"),
    sessionType: Account.variable("XDG_SESSION_TYPE"))
  try reader.send(display.bytes)
  guard display.refusal == nil,
    let preview = RedactionPreview(
      order, display: Account.variable("DISPLAY"), accessibility: message.descriptors.first)
  else { ProcessExit.end(69) }
  try FileRights.confine(writing: [])
  try Sandbox.giveUpSocketsAndPrograms()
  preview.run(reader)
} catch {
  ProcessExit.end(70)
}
