package import ClipFormat
package import Timeline

extension Tombstone {
  /// The tombstone of a clip; traps unless the key is a controller's.
  package static func make(
    clip location: ClipLocation, reason: ErasureReason, day: CalendarDay,
    by controller: borrowing PrivateKey
  ) -> Tombstone {
    var tombstone = Tombstone(
      clip: location.clip, locationHash: location.hash, reason: reason, day: day,
      controller: controller.publicKey)
    tombstone.signature = controller.signing.sign(tombstone.signedBytes, for: .erased)
    return tombstone
  }

  /// Reads the object `erased`; whose controller signed it, others check.
  package init(verifying bytes: [UInt8], location: ClipLocation) throws(FormatError) {
    try self.init(parsing: bytes)
    guard clip == location.clip, locationHash == location.hash else {
      throw FormatError(.binding, "the tombstone is another clip's")
    }
    guard SigningKey.isValid(signature, of: signedBytes, for: .erased, by: controller.signing)
    else { throw FormatError(.signature, "the tombstone is not signed by its controller") }
  }
}
