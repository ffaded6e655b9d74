package import CallPolicy

/// What the banner says while a call is up; the sign that a film is made (P2).
package enum BannerText {
  package static func recording(in language: Language = .english) -> String {
    switch language {
    case .english: "Recording for training"
    case .french: "Enregistrement pour la formation"
    case .dutch: "Opname voor opleiding"
    }
  }

  package static func paused(in language: Language = .english) -> String {
    switch language {
    case .english: "Paused: not recording"
    case .french: "Suspendu : rien n'est enregistré"
    case .dutch: "Onderbroken: geen opname"
    }
  }
}
