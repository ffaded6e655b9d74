internal import CallPolicy
internal import Geometry
internal import Patterns
internal import Timeline

/// Reads the sections of `policy.toml` that say how, where to and for whom.
enum SettingsReader {
  private enum SourceKind: String, CaseIterable { case baresip, ami, program }

  static func sensitive(_ table: TableReader) -> SensitiveRule {
    defer { table.finish() }
    let application = table.text("application", .n16)
    let given = ["name", "label", "role", "region"].filter(table.has)
    if given.count != 1 {
      table.findings.add(
        table.path, .n16, "needs exactly one of name, label, role and region")
    }
    return SensitiveRule(application: application, field: field(table))
  }

  private static func field(_ table: TableReader) -> SensitiveRule.Field {
    let name = table.pattern("name", .n16).map(SensitiveRule.Field.name)
    let label = table.pattern("label", .n16).map(SensitiveRule.Field.label)
    let role = table.pattern("role", .n16).map(SensitiveRule.Field.role)
    let region = table.optionalTable("region", .n16).map { region in
      defer { region.finish() }
      return SensitiveRule.Field.region(
        PixelRegion(
          x: region.requiredInteger("x", .n16), y: region.requiredInteger("y", .n16),
          width: region.requiredInteger("width", .n16),
          height: region.requiredInteger("height", .n16)))
    }
    return name ?? label ?? role ?? region ?? .name(WildcardPattern(""))
  }

  static func video(_ table: TableReader) -> Policy.Video {
    defer { table.finish() }
    return Policy.Video(
      rate: table.integer("rate", default: Policy.Video.defaultRate, .f2),
      segmentSeconds: table.integer(
        "segment_seconds", default: Policy.Video.defaultSegmentSeconds, nil),
      shortestClipSeconds: table.integer(
        "min_clip_seconds", default: Policy.Video.defaultShortestClipSeconds, .f1))
  }

  static func redaction(_ table: TableReader) -> Policy.RedactionTerms {
    defer { table.finish() }
    return Policy.RedactionTerms(
      lookbackMilliseconds: table.integer(
        "lookback_ms", default: Policy.RedactionTerms.defaultLookbackMilliseconds, .n16))
  }

  static func retention(_ table: TableReader) -> Policy.Retention {
    defer { table.finish() }
    return Policy.Retention(
      clipDays: table.integer("clips", default: Policy.Retention.defaultClipDays, .f12))
  }

  static func access(_ table: TableReader) -> Policy.Access {
    defer { table.finish() }
    return Policy.Access(export: table.flag("export", .f10))
  }

  static func indicator(_ table: TableReader) -> Policy.Indicator {
    defer { table.finish() }
    return Policy.Indicator(banner: table.choice("banner", .f4) ?? .auto)
  }

  static func privateSwitch(_ table: TableReader) -> Policy.PrivateSwitch {
    defer { table.finish() }
    let hotkey = table.optionalText("hotkey", .n12)
    return Policy.PrivateSwitch(hotkey: hotkey?.isEmpty == true ? nil : hotkey)
  }

  static func source(_ table: TableReader) -> Policy.Source {
    defer { table.finish() }
    let name = table.text("name", nil)
    guard table.required("kind", nil) != nil, let kind = table.choice("kind", nil, SourceKind.self)
    else {
      table.acceptRest()
      return Policy.Source(name: name, kind: .program(command: []))
    }
    let queue = table.optionalText("queue")
    return Policy.Source(name: name, kind: sourceKind(kind, table), queue: queue)
  }

  private static func sourceKind(_ kind: SourceKind, _ table: TableReader) -> Policy.Source.Kind {
    switch kind {
    case .baresip: .baresip(address: table.text("address", nil))
    case .ami:
      .ami(
        address: table.text("address", nil), extension: table.optionalText("extension", .f7),
        user: table.text("user", nil), secret: table.text("secret", nil),
        tls: table.flag("tls", nil), certificateAuthority: table.optionalText("ca"))
    case .program: .program(command: command(table))
    }
  }

  /// A program's path, or a list of it and its arguments.
  private static func command(_ table: TableReader) -> [String] {
    if case .text? = table.optional("command") { return [table.text("command", nil)] }
    return table.texts("command", nil)
  }

  static func store(_ table: TableReader) -> Policy.Store {
    defer { table.finish() }
    return Policy.Store(
      url: table.text("url", .n10), workstations: table.optionalText("workstations"),
      credentials: table.optionalText("credentials"),
      certificateAuthority: table.optionalText("ca"), proxy: table.optionalText("proxy"),
      kilobytesPerSecond: table.optionalInteger("kilobytes_per_second", nil),
      spoolMegabytes: table.integer(
        "spool_megabytes", default: Limits.usualSpoolMegabytes, nil),
      freeMegabytes: table.integer("free_megabytes", default: Limits.usualFreeMegabytes, nil))
  }

  static func recipient(_ table: TableReader) -> Policy.Recipient {
    defer { table.finish() }
    return Policy.Recipient(
      name: table.text("name", .f10), role: table.requiredChoice("role", .f10, else: .trainer),
      key: table.text("key", .f10), until: table.day("until", .f10))
  }

  /// The whole of `people/LOGIN.toml`.
  static func enrolment(_ root: TableReader) -> Enrolment {
    defer { root.finish() }
    return Enrolment(
      employee: root.text("employee", .f7), application: root.text("application", .f7),
      reason: root.localized("reason", .f7), until: root.day("until", .f7),
      trainers: root.texts("trainers", .f10),
      workstations: root.has("workstations") ? root.texts("workstations", .f7) : [],
      telephone: root.optionalText("extension", .f7))
  }
}
