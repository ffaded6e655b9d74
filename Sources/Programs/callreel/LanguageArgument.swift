import CallPolicy
import LinuxSystem

/// Which language a person reads.
enum LanguageArgument {
  /// The one that is named, else that of the session; ends the program at another word.
  static func language(_ word: String?) -> Language {
    guard let word else { return session }
    guard let language = Language(rawValue: word) else {
      Terminal.fail(
        "--language is not one of \(Language.allCases.map(\.rawValue).joined(separator: ", "))",
        status: .usage)
    }
    return language
  }

  private static var session: Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { Account.variable($0) }.first
    return Language(locale: locale ?? "")
  }
}
