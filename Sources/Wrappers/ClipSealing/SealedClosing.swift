internal import ClipFormat
internal import Timeline

extension ClosingRecord {
  /// What follows from the fragments; the sealed detail and the signature come later.
  init(chain: ClipChain, reason: ClosingReason, end: CallTime, gaps: [ClearGap]) {
    self.init(
      clip: chain.clip, openingHash: chain.openingHash, reason: reason, end: end,
      segments: chain.segments, fragments: chain.fragments, lastHash: chain.lastHash,
      filmedMilliseconds: UInt32(chain.filmedMilliseconds), gaps: gaps)
  }
}

extension SealedClosing {
  init(signing record: ClosingRecord, by key: borrowing SigningKey, minimumSeconds: UInt16) {
    var record = record
    record.signature = key.sign(record.signedBytes, for: .closing)
    let filmed = Int64(record.filmedMilliseconds)
    self.init(
      bytes: record.bytes, filmedMilliseconds: filmed,
      isTooShort: filmed < Int64(minimumSeconds) * 1_000)
  }
}
