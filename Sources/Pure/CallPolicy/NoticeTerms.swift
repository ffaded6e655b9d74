/// The grounds of GDPR article 6 that training at work can stand on; consent is not one (N15).
package enum LegalBasis: String, CaseIterable, Sendable {
  case legitimateInterest = "legitimate-interest"
  case legalObligation = "legal-obligation"
  case publicTask = "public-task"
}

/// Whether the works council agreed, or why there was none to ask (N7).
package enum WorksCouncil: Equatable, Sendable {
  /// With the council's public key, where it can open lists of draws with the controller (N3).
  case agreed(DocumentReference, key: String? = nil)
  case none(reason: LocalizedText)

  /// The council's key, if it has one.
  package var key: String? { if case .agreed(_, let key) = self { key } else { nil } }
}

extension Policy {
  /// What the notice to employees says beyond what the other sections say (N1, N8).
  package struct NoticeTerms: Equatable, Sendable {
    package var version: String
    package var legalBasis: LegalBasis
    package var rights: LocalizedText
    package var worksCouncil: WorksCouncil
    /// Where the written protocol can be read.
    package var protocolAddress: String
    /// What callers are told beforehand (N5).
    package var callerMessage: LocalizedText

    package init(
      version: String, legalBasis: LegalBasis, rights: LocalizedText, worksCouncil: WorksCouncil,
      protocolAddress: String, callerMessage: LocalizedText
    ) {
      self.version = version
      self.legalBasis = legalBasis
      self.rights = rights
      self.worksCouncil = worksCouncil
      self.protocolAddress = protocolAddress
      self.callerMessage = callerMessage
    }
  }
}
