internal import CallPolicy
internal import Patterns
internal import Timeline

/// Reads `policy.toml` in its fixed form, section by section.
enum PolicyReader {
  private enum Purpose: String, CaseIterable { case training }

  /// The policy, made of stand-ins where something was reported.
  static func read(_ root: TableReader) -> Policy {
    _ = root.requiredChoice("purpose", .f3, else: Purpose.training)
    let policy = Policy(
      controller: controller(root.table("controller", .n8)),
      justification: justification(root.table("justification", .n15)),
      notice: notice(root.table("notice", .n1)),
      campaign: campaign(root.table("campaign", .f8)),
      calls: calls(root.table("calls", .n2)),
      queues: root.tables("queue", .f8).map(queue),
      sampling: sampling(root.table("sampling", .f8)),
      windows: root.tables("window", .f5).map(window),
      sensitive: root.tables("sensitive", .n16).map(SettingsReader.sensitive),
      video: root.optionalTable("video", .f2).map(SettingsReader.video) ?? Policy.Video(),
      redaction: root.optionalTable("redaction", .n16).map(SettingsReader.redaction)
        ?? Policy.RedactionTerms(),
      retention: root.optionalTable("retention", .f12).map(SettingsReader.retention)
        ?? Policy.Retention(),
      access: root.optionalTable("access", .f10).map(SettingsReader.access) ?? Policy.Access(),
      indicator: root.optionalTable("indicator", .f4).map(SettingsReader.indicator)
        ?? Policy.Indicator(),
      privateSwitch: root.optionalTable("private", .n12).map(SettingsReader.privateSwitch)
        ?? Policy.PrivateSwitch(),
      sources: root.tables("source", nil).map(SettingsReader.source),
      store: SettingsReader.store(root.table("store", .n10)),
      recipients: root.tables("recipient", .f10).map(SettingsReader.recipient))
    root.finish()
    return policy
  }

  private static func controller(_ table: TableReader) -> Policy.Controller {
    defer { table.finish() }
    return Policy.Controller(
      name: table.text("name", .n8), contact: table.text("contact", .n9),
      key: table.text("key", .n14))
  }

  private static func justification(_ table: TableReader) -> Policy.Justification {
    defer { table.finish() }
    return Policy.Justification(
      necessity: table.localized("necessity", .n15),
      alternatives: table.localized("alternatives", .n15),
      balancing: document(table.table("balancing", .n15), .n15),
      impactAssessment: document(table.table("dpia", .n15), .n15))
  }

  private static func document(_ table: TableReader, _ rule: Rule) -> DocumentReference {
    defer { table.finish() }
    return DocumentReference(
      reference: table.text("reference", rule), date: table.day("date", rule))
  }

  private static func notice(_ table: TableReader) -> Policy.NoticeTerms {
    defer { table.finish() }
    return Policy.NoticeTerms(
      version: table.text("version", .f4),
      legalBasis: table.requiredChoice("legal_basis", .n15, else: .legitimateInterest),
      rights: table.localized("rights", .n1),
      worksCouncil: worksCouncil(table.table("works_council", .n7)),
      protocolAddress: table.text("protocol", .n8),
      callerMessage: table.localized("caller_message", .n5))
  }

  private static func worksCouncil(_ table: TableReader) -> WorksCouncil {
    defer { table.finish() }
    if table.has("none") { return .none(reason: table.localized("none", .n7)) }
    let decision = DocumentReference(
      reference: table.text("reference", .n7), date: table.day("date", .n7))
    return .agreed(decision, key: table.optionalText("key"))
  }

  private static func campaign(_ table: TableReader) -> Policy.Campaign {
    defer { table.finish() }
    return Policy.Campaign(
      id: table.text("id", .f8), application: table.text("application", .f5),
      starts: table.day("starts", .f8), ends: table.day("ends", .f8))
  }

  private static func calls(_ table: TableReader) -> Policy.Calls {
    defer { table.finish() }
    return Policy.Calls(
      customersFile: table.text("customers", .n2), never: never(table),
      country: country(table),
      longestMinutes: table.integer(
        "longest_minutes", default: Policy.Calls.defaultLongestMinutes, .f8))
  }

  private static func never(_ table: TableReader) -> Policy.NeverFiles? {
    guard table.has("never") || table.has("never_key") else { return nil }
    return Policy.NeverFiles(
      list: table.text("never", .f11), key: table.text("never_key", .f11))
  }

  private static func country(_ table: TableReader) -> Country {
    let name = table.text("country", .n2)
    if let country = Country(name) { return country }
    if table.has("country") {
      table.findings.add(
        table.full("country"), .n2, "is not a country of the table",
        advice: Country.all.map(\.name).joined(separator: " "))
    }
    return .france
  }

  private static func queue(_ table: TableReader) -> Policy.Queue {
    let informed = table.optionalTable("informed", .n5)
    defer {
      informed?.finish()
      table.finish()
    }
    return Policy.Queue(
      name: table.text("name", .f8), flagged: table.flag("flagged", .f8),
      informedInbound: informed?.flag("inbound", .n5) ?? false,
      informedOutbound: informed?.flag("outbound", .n5) ?? false,
      evidence: table.flag("evidence", .n13))
  }

  private static func sampling(_ table: TableReader) -> Policy.Sampling {
    defer { table.finish() }
    _ = table.required("seeds", .n3)
    let seeds = table.tables("seeds", .n3).map { seed in
      defer { seed.finish() }
      return Policy.Seed(file: seed.text("file", .n3), commitment: seed.text("commitment", .n3))
    }
    return Policy.Sampling(
      share: table.number("share", default: Policy.Sampling.defaultShare, .f8),
      perPersonPerWeek: table.integer(
        "per_person_per_week", default: Policy.Sampling.defaultPerPersonPerWeek, .f8),
      seeds: seeds)
  }

  private static func window(_ table: TableReader) -> WindowRule {
    defer { table.finish() }
    return WindowRule(
      application: table.text("application", .f5),
      windowClass: WildcardPattern(table.text("class", .f5)), title: table.pattern("title", .f5),
      executable: table.pattern("executable", .f5), url: table.pattern("url", .f5),
      area: table.choice("area", .f5),
      accessibility: table.choice("accessibility", .n16) ?? .required)
  }
}
