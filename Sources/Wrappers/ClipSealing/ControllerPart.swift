package import ClipFormat
package import Timeline

/// Opens the controller's part of a clip.
package enum ControllerPart {
  package static func open(
    opening bytes: [UInt8], location: ClipLocation, key: borrowing PrivateKey,
    today: CalendarDay? = nil
  ) throws(ClipFault) -> ControllerRecord {
    let opening = try Opening(verifying: bytes, location: location, today: today)
    do throws(FormatError) {
      guard let secret = SealedBox.open(opening.object.controllerBox, with: key) else {
        throw FormatError(.decryption, "the controller's part does not open with this key")
      }
      return try ControllerRecord(
        parsing: secret.revealed, clip: location.clip, locationHash: location.hash)
    } catch {
      throw error.fault(in: .opening)
    }
  }
}
