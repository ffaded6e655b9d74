/// A language that Callreel speaks.
package enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case french = "fr"
  case dutch = "nl"

  /// The first that a locale name such as `fr_BE.UTF-8` asks for; English where there is none.
  package init(locale: String) {
    self = Language(rawValue: String(locale.lowercased().prefix(2))) ?? .english
  }
}

/// A sentence that the policy's author wrote, in one language or in several.
package struct LocalizedText: Equatable, Sendable {
  private let single: String?
  private let byLanguage: [Language: String]

  /// A text of which the language is not known: shown in all.
  package init(_ text: String) {
    single = text
    byLanguage = [:]
  }

  package init(byLanguage: [Language: String]) {
    single = nil
    self.byLanguage = byLanguage
  }

  /// The text in this language, else in English, else in any that there is.
  package func text(in language: Language) -> String {
    single ?? byLanguage[language]
      ?? Language.allCases.lazy.compactMap { byLanguage[$0] }.first ?? ""
  }

  /// Every version, with its language where it was named.
  package var versions: [(language: Language?, text: String)] {
    if let single { return [(nil, single)] }
    return Language.allCases.compactMap { language in
      byLanguage[language].map { (language, $0) }
    }
  }
}
