internal import ByteCoding

/// The draw of calls that nobody chooses and anybody can recompute (N3).
package enum Draw {
  private static let domain = "callreel draw 1"

  /// The bytes whose BLAKE2b-256 decides over one eligible call.
  ///
  /// Every part is framed by its length, so that no two draws share a message: the domain, the
  /// number of seeds, the seeds in the policy's order and the workstation's last, the campaign,
  /// the person, the workstation, and the ordinal of the person's eligible call, from 1.
  package static func message(
    seeds: [[UInt8]], campaign: String, person: String, workstation: String, ordinal: UInt64
  ) -> [UInt8] {
    var writer = ByteWriter()
    writer.block(domain.utf8)
    writer.integer(UInt32(seeds.count))
    for seed in seeds { writer.block(seed) }
    writer.block(campaign.utf8)
    writer.block(person.utf8)
    writer.block(workstation.utf8)
    writer.integer(ordinal)
    return writer.bytes
  }

  /// Whether the call is drawn: the digest's first eight bytes, as a fraction of one, are less
  /// than the share.
  ///
  /// Exact: scaling a binary fraction by 2^64 rounds nothing. A digest of fewer than eight bytes
  /// draws nothing.
  package static func selects(digest: [UInt8], share: Double) -> Bool {
    var reader = ByteReader(digest)
    guard let drawn = try? reader.integer(UInt64.self) else { return false }
    // No number at all, less than nothing, and all or more have no threshold.
    guard let threshold = UInt64(exactly: (share * 0x1p64).rounded(.up)) else { return share >= 1 }
    return drawn < threshold
  }
}
