package import CallPolicy

/// What the banner says while a call is up; the sign that a film is made (P2).
package enum BannerText {
  package static func recording(in language: Language = .english) -> String {
    language.said(
      "Recording for training", "Enregistrement pour la formation", "Opname voor opleiding")
  }

  package static func paused(in language: Language = .english) -> String {
    language.said(
      "Paused: not recording", "Suspendu : rien n'est enregistré", "Onderbroken: geen opname")
  }
}
