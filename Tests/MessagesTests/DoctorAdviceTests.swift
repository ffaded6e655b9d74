import CallPolicy
import Messages
import Testing

@Suite("callreel doctor is named") struct DoctorAdviceTests {
  /// Nothing of the machine is wrong, or another command says what is.
  private static let fine: Set<OffReason> = [.starting, .policyInvalid, .notEnrolled, .noCampaign]

  @Test("where this machine keeps all calls from being recorded", arguments: OffReason.allCases)
  func off(reason: OffReason) {
    for language in Language.allCases {
      #expect((reason.advice(in: language) == nil) == Self.fine.contains(reason))
    }
  }

  @Test("where this machine pauses a film, not where people do", arguments: HeldReason.allCases)
  func held(reason: HeldReason) {
    for language in Language.allCases {
      let isWrong = [.sessionUnknown, .indicatorLost, .sourceLost].contains(reason)
      #expect((reason.advice(in: language) != nil) == isWrong)
      // Who is sent to it finds something there.
      #expect((reason.remedy() != nil) == isWrong)
    }
  }

  @Test("where the agent cannot be asked", arguments: AgentTrouble.allCases)
  func agent(trouble: AgentTrouble) {
    #expect(Set(Language.allCases.map { trouble.sentence(in: $0) }).count == 3)
    for language in Language.allCases {
      #expect(trouble.remedy(in: language).hasSuffix(DoctorAdvice.sentence(in: language)))
      for words in [trouble.sentence(in: language), trouble.remedy(in: language)] {
        #expect(words.first?.isLowercase == true && words.last != ".")
      }
    }
  }

  @Test("in three languages, as the command that it is") func languages() {
    let sentences = Language.allCases.map { DoctorAdvice.sentence(in: $0) }
    #expect(Set(sentences).count == 3)
    #expect(sentences.allSatisfy { $0.hasPrefix("callreel doctor ") })
  }
}
