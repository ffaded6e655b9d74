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
  package static let columns = 78

  package static func version(of policy: Policy) -> String { policy.notice.version }

  /// The notice for a terminal: plain text, lines of at most ``columns``, a line end last.
  package static func text(policy: Policy, language: Language = .english) -> String {
    let wording = NoticeWording.of(language)
    let title = wording.title(policy)
    var lines = [title, String(repeating: "=", count: title.count), ""]
    for part in NoticePart.allCases {
      let section = wording.section(part, policy)
      lines += [section.title, String(repeating: "-", count: section.title.count)]
      for (index, block) in section.blocks.enumerated() {
        switch block {
        case .paragraph(let text):
          if index > 0 { lines.append("") }
          lines += TextLayout.wrap(text, columns: columns)
        case .item(let text):
          lines += TextLayout.wrap(text, columns: columns, first: "  - ", rest: "    ")
        }
      }
      lines.append("")
    }
    return lines.dropLast().joined(separator: "\n") + "\n"
  }
}

/// One language's way to say a notice.
protocol NoticeWords {
  func title(_ policy: Policy) -> String
  func section(_ part: NoticePart, _ policy: Policy) -> NoticeSection
}

enum NoticeWording {
  /// A language without a wording of its own is answered in English.
  static func of(_ language: Language) -> any NoticeWords {
    switch language {
    case .english, .french, .dutch: EnglishNotice()
    }
  }
}
