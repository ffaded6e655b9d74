import CallPolicy
import Messages
import Testing

@Suite("What doctor says of a store") struct StoreReviewSentenceTests {
  private static let all: [StoreReviewSentence] =
    [
      .refusesOthers, .overwrites, .untried, .left("x"), .noVersions, .oldVersions,
      .versions(days: nil), .versions(days: 3), .noLock, .lockPossible, .locks(days: 3),
      .noReplication, .replicates, .noRule, .rule(days: 3), .clipsEarly(days: 3, kept: 4),
      .recordsEarly(days: 3, kept: 4), .folder, .unseen,
    ] + StoreReviewSentence.Subject.allCases.flatMap { [.notAllowed($0), .unknown($0)] }

  @Test("is a sentence of its own in each language, without capital and full stop")
  func sentences() {
    for language in Language.allCases {
      let texts = Self.all.map { $0.text(in: language) }
      #expect(Set(texts).count == texts.count)
      for text in texts + Self.all.compactMap({ $0.remedy(in: language) }) {
        #expect(!text.hasSuffix(".") && text.first?.isUppercase == false, "\(text)")
      }
    }
    for sentence in Self.all {
      #expect(Set(Language.allCases.map { sentence.text(in: $0) }).count == 3, "\(sentence)")
      let remedies = Language.allCases.map { sentence.remedy(in: $0) }
      #expect(Set(remedies).count == (remedies[0] == nil ? 1 : 3), "\(sentence)")
    }
  }
}
