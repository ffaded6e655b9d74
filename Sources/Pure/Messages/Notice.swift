package import CallPolicy

/// What a notice to employees must say, in its order; none may be left out (N1, N8).
enum NoticePart: CaseIterable {
  case controller, purpose, filmed, neverFilmed, choice, means, data, access, basis, council
  case security, rights, expected, indicator, stopping, appraisal
}

/// One part of a notice, before it is laid out.
struct NoticeSection: Equatable {
  enum Block: Equatable {
    case paragraph(String)
    case item(String)
  }

  let title: String
  let blocks: [Block]

  init(_ title: String, _ blocks: [Block]) {
    self.title = title
    self.blocks = blocks
  }
}

/// What an employee reads before the first recording, made from the policy alone (F4, N1, N8).
///
/// It has no parameter for a place, network or host: at home it says the same. The same policy
/// always gives the same text, so that its hash names what was confirmed.
package enum Notice {
  /// Columns of the text form.
  package static let columns = Document.columns

  package static func version(of policy: Policy) -> String { policy.notice.version }

  /// The notice, with a line end last.
  package static func text(
    policy: Policy, language: Language = .english, format: DocumentFormat = .text
  ) -> String {
    let wording = NoticeWording.of(language)
    let document = Document(
      title: wording.title(policy), language: language,
      sections: NoticePart.allCases.map { wording.section($0, policy) })
    return document.rendered(as: format)
  }

  /// What a confirmation is bound to: the notice in every language, whichever was read (F4).
  package static func confirmedText(policy: Policy) -> String {
    Language.allCases.map { text(policy: policy, language: $0) }.joined(separator: "\u{C}")
  }
}

/// One language's way to say a notice.
protocol NoticeWords {
  func title(_ policy: Policy) -> String
  func section(_ part: NoticePart, _ policy: Policy) -> NoticeSection
}

enum NoticeWording {
  static func of(_ language: Language) -> any NoticeWords {
    switch language {
    case .english: EnglishNotice()
    case .french: FrenchNotice()
    case .dutch: DutchNotice()
    }
  }
}
