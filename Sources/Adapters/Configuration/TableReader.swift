internal import CallPolicy
internal import Timeline

/// Takes typed values out of one TOML table and reports what is missing, mistyped or unknown.
///
/// After a report a stand-in value is returned, so that one reading finds every fault; no policy
/// is made of stand-ins, because a file with findings is refused. ``finish()`` comes last.
final class TableReader {
  let path: String
  let findings: Findings
  private let members: [String: TOMLNode]
  /// A table that is missing was reported once; its members are not.
  private let isAbsent: Bool
  private var asked: Set<String> = []

  init(_ members: [String: TOMLNode], path: String = "", findings: Findings) {
    self.members = members
    self.path = path
    self.findings = findings
    isAbsent = false
  }

  private init(absentAt path: String, findings: Findings) {
    members = [:]
    self.path = path
    self.findings = findings
    isAbsent = true
  }

  func full(_ key: String) -> String {
    path.isEmpty ? key : path + "." + key
  }

  func has(_ key: String) -> Bool { members[key] != nil }

  /// The value, or nil after a report where it is missing and has no default.
  func required(_ key: String, _ rule: Rule?) -> TOMLNode? {
    if let value = optional(key) { return value }
    if !isAbsent { findings.add(full(key), rule, "is missing") }
    return nil
  }

  func optional(_ key: String) -> TOMLNode? {
    asked.insert(key)
    return members[key]
  }

  func mistyped(_ key: String, _ rule: Rule?, _ value: TOMLNode, expected: String) {
    findings.add(full(key), rule, "is \(value.typeName), not \(expected)")
  }

  func table(_ key: String, _ rule: Rule?) -> TableReader {
    optionalTable(key, rule)
      ?? {
        _ = required(key, rule)
        return TableReader(absentAt: full(key), findings: findings)
      }()
  }

  /// Nil where the table is not given.
  func optionalTable(_ key: String, _ rule: Rule?) -> TableReader? {
    guard let value = optional(key) else { return nil }
    guard case .table(let members) = value else {
      mistyped(key, rule, value, expected: "a table")
      return TableReader(absentAt: full(key), findings: findings)
    }
    return TableReader(members, path: full(key), findings: findings)
  }

  /// The tables of `[[key]]`; empty where there is none.
  func tables(_ key: String, _ rule: Rule?) -> [TableReader] {
    guard let value = optional(key) else { return [] }
    guard case .list(let nodes) = value else {
      mistyped(key, rule, value, expected: "a list of tables, [[\(key)]]")
      return []
    }
    return nodes.enumerated().map { index, node in
      let place = "\(full(key))[\(index)]"
      guard case .table(let members) = node else {
        findings.add(place, rule, "is \(node.typeName), not a table")
        return TableReader(absentAt: place, findings: findings)
      }
      return TableReader(members, path: place, findings: findings)
    }
  }

  /// Leaves the rest of the table unread, because what it should hold is not known.
  func acceptRest() {
    asked.formUnion(members.keys)
  }

  /// Reports keys that nobody asked for.
  func finish() {
    for key in members.keys.sorted() where !asked.contains(key) {
      findings.add(full(key), nil, "is not a setting", advice: "see callreel-policy(5)")
    }
  }
}
