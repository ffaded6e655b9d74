package import CallPolicy

extension Language {
  /// What stands between two sentences that are read as one.
  package var semicolon: String { said("; ", " ; ", "; ") }

  /// One thing said in each language.
  func said(_ english: String, _ french: String, _ dutch: String) -> String {
    switch self {
    case .english: english
    case .french: french
    case .dutch: dutch
    }
  }
}
