package import CallPolicy

/// Why a command of the employee did not do what it was asked, and what to do about it.
package struct CommandTrouble: Sendable {
  private let reason: LocalizedText
  private let advice: LocalizedText?

  init(_ reason: LocalizedText, _ advice: LocalizedText? = nil) {
    self.reason = reason
    self.advice = advice
  }

  /// As a sentence without its full stop.
  package func sentence(in language: Language = .english) -> String { reason.text(in: language) }

  /// As a sentence without its full stop; nil where there is nothing to do.
  package func remedy(in language: Language = .english) -> String? {
    advice?.text(in: language)
  }
}

/// Of `callreel private erase` and its like.
extension CommandTrouble {
  /// What was to be erased is no longer on this machine.
  package static let tooLate = CommandTrouble(
    .said(
      "there is no clip here any more: ask with callreel request erase",
      "il n'y a plus d'enregistrement ici : demandez avec callreel request erase",
      "er is hier geen opname meer: vraag erom met callreel request erase"))
}
