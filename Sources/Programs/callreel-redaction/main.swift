import ByteCoding
import LinuxSystem
import ProcessMessages
import RecordingSession
import Sandbox

// Says what a film would hide, to `callreel redaction check` and `callreel doctor`: an order on
// descriptor 3, with a socket of the accessibility bus where there is one; reports come back. Asks
// for no pixel.

let reader = MessageSocket(owning: 3)

do {
  try Account.harden()
  guard let message = try reader.receive() else { ProcessExit.end(0) }
  let order = try FilmOrder(bytes: message.bytes)
  guard
    let preview = RedactionPreview(
      order, display: Account.variable("DISPLAY"), accessibility: message.descriptors.first)
  else { ProcessExit.end(69) }
  try Sandbox.giveUpSocketsAndPrograms()
  preview.run(reader)
} catch {
  ProcessExit.end(70)
}
