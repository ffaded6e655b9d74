import CallPolicy
import JournalFormat
import Messages
import Testing
import Timeline

@Suite("What the employee's commands say") struct CommandTroubleTests {
  private static let troubles: [CommandTrouble] =
    [
      .tooLate, .noTerminal, .callIsUp, .notConfirmed, .confirmationNotKept("/s"),
      .noConfirmation, .unreadableJournal("no room"), .damagedKey, .unreadNotes(1, in: "/s"),
      .unreadNotes(2, in: "/s"), .unknownHead, .longMessage(limit: 9, contact: "dpo"),
      .controllerKey, .requestNotKept("/s"), .unclearClip(0), .unclearClip(2),
      .ownKeyInCall, .ownKeyIsThere, .noOwnKey, .ownKeyNotKept("/s"), .ownKeyNotRemoved,
      .ownKeyMade, .ownKeyChanged, .ownKeyGone,
    ] + [JournalFault.notAJournal, .checkpoint, .cut(count: 1, written: 2)].map { .journal($0) }

  private static let differences: [DrawDifference] = [
    .notALine(1), .chain(line: 1), .signature, .campaign, .workstationSeed, .seed(party: 1),
    .commitment(party: 1, draws: 2), .parties(draws: 1), .share(0.1, draws: 1),
    .cap(1, draws: 1), .ends(CalendarDay(number: 0), draws: 1), .ordinal(1, expected: 2),
    .digest(ordinal: 1), .decision(ordinal: 1), .week(ordinal: 1),
    .overCap(week: CalendarDay(number: 0), count: 2),
  ]

  /// Each thing in the order of the languages.
  private static let said: [[String]] =
    troubles.map { trouble in Language.allCases.map { trouble.sentence(in: $0) } }
    + troubles.filter { $0.remedy() != nil }.map { trouble in
      Language.allCases.compactMap { trouble.remedy(in: $0) }
    }
    + differences.map { difference in Language.allCases.map { difference.sentence(in: $0) } }
    + [
      Language.allCases.map { RequestSentences.sent(due: "2026-11-02", in: $0) },
      Language.allCases.map { RequestSentences.unattachable(in: $0) },
      Language.allCases.map { OwnKeyText.removal(in: $0) },
      Language.allCases.map { OwnKeyText.shown("0f", at: "/s", in: $0) },
      Language.allCases.map { JournalPage.known(1, of: 2, in: $0) },
      Language.allCases.map { AuditSentences.whole(draws: 1, of: "alice", in: $0) },
      Language.allCases.map { AuditSentences.freshExport(in: $0) },
    ]

  @Test("is said in three languages, as sentences without a full stop") func complete() {
    for words in Self.said {
      #expect(Set(words).count == 3, "\(words)")
      for sentence in words {
        #expect(!sentence.isEmpty && sentence.last != "." && !sentence.contains("  "))
      }
      for (before, mark) in zip(words[1], words[1].dropFirst()) where ":;?!".contains(mark) {
        #expect(before == " ", "\(words[1])")
      }
    }
  }

  @Test("asks for a word that confirms in the language it was asked in, or in English")
  func word() {
    for language in Language.allCases {
      let word = ConfirmationSentences.word(in: language)
      #expect(ConfirmationSentences.question(in: language).contains(word))
      #expect(ConfirmationSentences.confirms(word, in: language))
      #expect(ConfirmationSentences.confirms("read", in: language))
      for other in ["", "yes", word + " ", word.uppercased()] {
        #expect(!ConfirmationSentences.confirms(other, in: language))
      }
    }
    #expect(!ConfirmationSentences.confirms("lu", in: .dutch))
  }
}
