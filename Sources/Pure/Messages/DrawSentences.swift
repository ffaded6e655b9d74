package import CallPolicy
package import JournalFormat
internal import Timeline

extension DrawDifference {
  /// Where the list differs, as a sentence without its full stop.
  package func sentence(in language: Language = .english) -> String {
    switch language {
    case .english, .french, .dutch: english
    }
  }

  private var english: String {
    switch self {
    case .notALine(let line): "line \(line) is no line of a list of draws"
    case .chain(let line):
      "line \(line) does not follow from the line before: one was changed, moved or taken out"
    case .signature: "the list is not signed by the workstation that it names"
    case .campaign: "the list is of another campaign than the policy"
    case .workstationSeed: "the workstation's seed is not the one that it promised"
    case .seed(let party): "the seed of party \(party) is not the one that was promised"
    case .commitment(let party, let draws):
      "after \(draws) draws party \(party) had promised another seed"
    case .parties(let draws): "after \(draws) draws there was another number of parties"
    case .share(let share, let draws): "after \(draws) draws the share was \(share)"
    case .cap(let cap, let draws): "after \(draws) draws the week's limit was \(cap)"
    case .ends(let day, let draws): "after \(draws) draws the campaign's end was \(day.text)"
    case .ordinal(let ordinal, let expected): "draw \(ordinal) stands where \(expected) is due"
    case .digest(let ordinal): "draw \(ordinal) is not what the seeds give"
    case .decision(let ordinal): "draw \(ordinal) was decided against the share"
    case .week(let ordinal):
      "the week of draw \(ordinal) is outside the campaign or before the draw before it"
    case .overCap(let week, let count):
      "in the week of \(week.text) \(count) calls were selected, more than the limit"
    }
  }
}
