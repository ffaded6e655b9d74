internal import ByteCoding
package import ClipFormat
internal import Timeline

/// Closes a clip whose recorder is gone, without the clip key.
///
/// Segments are shown in order from 0. What is valid up to the first fault stays; of a later
/// segment, what still follows on it.
package struct ClipCloser: ~Copyable, Sendable {
  private let opening: Opening
  private let signing: SigningKey
  private var check: FragmentCheck

  package init(
    opening bytes: [UInt8], location: ClipLocation, signingSeed: borrowing SecretBytes
  ) throws(ClipFault) {
    let opening = try Opening(verifying: bytes, location: location)
    guard signingSeed.count == 32 else {
      throw ClipFault(.signature, .opening, "the signing key has another length")
    }
    let signing = SigningKey(seed: signingSeed)
    guard signing.publicKey == opening.record.signingKey else {
      throw ClipFault(.signature, .opening, "the signing key is not the clip's")
    }
    self.opening = opening
    self.signing = signing
    check = FragmentCheck(
      chain: ClipChain(clip: location.clip, openingHash: opening.hash),
      signingKey: opening.record.signingKey)
  }

  /// The number of bytes of the segment's object to keep; 0 where the object is to be removed.
  package mutating func accept(segment: UInt32, bytes: [UInt8]) -> Int {
    var length = 0
    do throws(FormatError) {
      var reader = try FragmentCheck.reader(of: bytes)
      while reader.remaining > 0 {
        _ = try check.next(from: &reader, segment: segment)
        length = reader.offset
      }
    } catch {
      return length
    }
    return length
  }

  package var filmedMilliseconds: Int64 { check.chain.filmedMilliseconds }

  /// The closing record of what was kept: reason crash, end of the last valid fragment.
  package consuming func close() -> SealedClosing {
    let record = ClosingRecord(
      chain: check.chain, reason: .crash, end: check.chain.end, gaps: [])
    return SealedClosing(
      signing: record, by: signing, minimumSeconds: opening.record.minimumSeconds)
  }
}
