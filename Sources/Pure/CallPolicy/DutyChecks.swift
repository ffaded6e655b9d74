internal import ClipFormat
internal import Timeline

extension Policy {
  func checkJustification(_ faults: inout PolicyFaults) {
    faults.require(controller.name, "controller.name", .n8)
    if !AddressSyntax.isContained(in: controller.contact) {
      faults.add(
        "controller.contact", .n9, "is not an address",
        advice: "an e-mail or web address to write to")
    }
    faults.require(justification.necessity, "justification.necessity", .n15)
    faults.require(justification.alternatives, "justification.alternatives", .n15)
    checkDocument(justification.balancing, "justification.balancing", .n15, &faults)
    checkDocument(justification.impactAssessment, "justification.dpia", .n15, &faults)
  }

  func checkNotice(_ faults: inout PolicyFaults) {
    faults.require(notice.version, "notice.version", .f4)
    faults.require(notice.rights, "notice.rights", .n1)
    switch notice.worksCouncil {
    case .agreed(let decision, _): checkDocument(decision, "notice.works_council", .n7, &faults)
    case .none(let reason): faults.require(reason, "notice.works_council.none", .n7)
    }
    if !AddressSyntax.isContained(in: notice.protocolAddress) {
      faults.add(
        "notice.protocol", .n8, "is not an address", advice: "where the protocol can be read")
    }
    checkCallerMessage(&faults)
  }

  private func checkCallerMessage(_ faults: inout PolicyFaults) {
    let key = "notice.caller_message"
    faults.require(notice.callerMessage, key, .n5)
    for (language, text) in notice.callerMessage.versions {
      let words = language.map(\.trainingWords) ?? Language.allCases.flatMap(\.trainingWords)
      let spoken = text.lowercased()
      if !words.contains(where: spoken.contains) {
        faults.add(key, .n5, "does not name training", advice: "tell callers the purpose")
      }
      if !AddressSyntax.isContained(in: text) {
        faults.add(
          key, .n5, "does not say where the privacy policy is",
          advice: "an address such as example.org/privacy")
      }
    }
  }

  func checkCampaign(_ faults: inout PolicyFaults) {
    if !LedgerFolder.isNone(campaign.id) {
      faults.add(
        "campaign.id", nil, "is a word that stores keep for themselves", advice: "another one")
    } else if !ClipLocation.isCampaign(campaign.id) {
      faults.add(
        "campaign.id", nil, "is not an identifier",
        advice: "1 to 64 lower-case letters, digits and hyphens")
    }
    faults.require(campaign.application, "campaign.application", .f5)
    let days = campaign.ends - campaign.starts + 1
    if days < 1 {
      faults.add("campaign.ends", .f8, "\(campaign.ends.text) is before campaign.starts")
    } else if days > Limits.campaignDays {
      faults.add(
        "campaign.ends", .f8, "\(days) days are more than \(Limits.campaignDays)",
        advice: "an end on \((campaign.starts + (Limits.campaignDays - 1)).text) or before")
    }
  }

  private func checkDocument(
    _ document: DocumentReference, _ key: String, _ rule: Rule, _ faults: inout PolicyFaults
  ) {
    faults.require(document.reference, key + ".reference", rule)
    if document.date >= campaign.starts {
      faults.add(
        key + ".date", rule,
        "\(document.date.text) is not before campaign.starts, \(campaign.starts.text)",
        advice: "decide first, then begin")
    }
  }
}

extension Language {
  /// What tells a caller of training, as parts of words in lower case.
  fileprivate var trainingWords: [String] {
    switch self {
    case .english: ["training", "train "]
    case .french: ["formation", "se former"]
    case .dutch: ["training", "opleid", "trainen"]
    }
  }
}
