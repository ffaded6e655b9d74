internal import ByteCoding
package import CallPolicy
package import JournalFormat

extension Policy {
  /// What a list of draws notes of this policy.
  package var drawTerms: DrawTerms {
    DrawTerms(
      share: sampling.share, perPersonPerWeek: sampling.perPersonPerWeek, ends: campaign.ends,
      commitments: sampling.seeds.map { Hexadecimal.decode($0.commitment) ?? [] })
  }
}
