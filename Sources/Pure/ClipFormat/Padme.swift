/// Padmé: lengths rounded up so that few distinct ones remain.
///
/// At most 12 % longer; the length tells O(log log length) bits. Nikitin et al., "Reducing Metadata
/// Leakage from Encrypted Files and Communication with PURBs", 2019, section 4.
package enum Padme {
  package static func length(_ unpadded: Int) -> Int {
    guard unpadded > 1 else { return unpadded }
    let exponent = Int.bitWidth - 1 - unpadded.leadingZeroBitCount
    let significant = Int.bitWidth - exponent.leadingZeroBitCount
    guard exponent > significant else { return unpadded }
    let mask = 1 << (exponent - significant) - 1
    return (unpadded + mask) & ~mask
  }
}
