internal import ByteCoding
package import CallPolicy
package import JournalFormat

extension Policy {
  /// What a list of draws notes of this policy, for a person who works at so many workstations.
  package func drawTerms(workstations: Int) -> DrawTerms {
    DrawTerms(
      share: sampling.share, perPersonPerWeek: sampling.perPersonPerWeek,
      workstations: workstations, ends: campaign.ends,
      commitments: sampling.seeds.map { Hexadecimal.decode($0.commitment) ?? [] })
  }
}
