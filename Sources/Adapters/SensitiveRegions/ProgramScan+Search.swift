internal import SensitiveFields
internal import Timeline

/// Which objects of a program are fields, pages and lists: by their roles, and by what the policy
/// names.
extension ProgramScan {
  /// So many objects are asked for their roles one by one.
  private static let few = 64

  /// Fields, pages and lists in one question: for each a large page is searched as a whole.
  func findFields() {
    let roles = toolkit.searchedRoles
    count()
    bus.matches(roles, below: root) { told in
      switch told {
      case .value(let names):
        if roles.count == 1 { self.take([roles[0]: names]) } else { self.sort(names, roles) }
        self.findSensitive()
      // GTK 4 and Qt have no Collection, and their caches lack what nobody has looked at.
      case .missing: self.walk(self.root)
      case .silent: self.hasFailed = true
      }
      self.finishOne()
    }
  }

  /// Asks what was found for its roles, or role by role again where that is more than a few.
  private func sort(_ names: [FieldName], _ roles: [UInt32]) {
    if names.count <= Self.few {
      each(
        names, { self.bus.role(of: $0, $1) },
        then: { told in
          self.take(Dictionary(grouping: told, by: \.value).mapValues { $0.map(\.subject) })
        })
    } else {
      each(
        roles, { self.bus.matches([$0], below: self.root, $1) },
        then: { told in
          self.take(Dictionary(told.map { ($0.subject, $0.value) }) { first, _ in first })
        })
    }
  }

  private func take(_ found: [UInt32: [FieldName]]) {
    for field in found[FieldRole.passwordText] ?? [] { describe(field) }
    let documents = found[FieldRole.documentWeb] ?? []
    for document in documents { describeDocument(document) }
    findLists(found[FieldRole.listBox] ?? [], outside: documents)
  }

  /// Fields that the policy names, where the program finds objects by their roles.
  private func findSensitive() {
    for rule in rules {
      guard let roles = rule.roles else {
        hasFailed = true
        return
      }
      count()
      bus.matches(roles, below: root) { told in
        for name in self.value(told) ?? [] { self.judge(name, by: rule) }
        self.finishOne()
      }
    }
  }

  /// Asks an object for its role and its children, and these in turn, without waiting in between.
  private func walk(_ object: FieldName) {
    guard seen.insert(object).inserted else { return }
    guard seen.count <= AccessibilityBus.limit,
      clock() - started < Int64(AccessibilityBus.longPatience),
      !rules.contains(where: { $0.roles == nil })
    else {
      hasFailed = true
      return
    }
    count()
    bus.role(of: object, within: AccessibilityBus.longPatience) { told in
      if let role = self.value(told) {
        if role == FieldRole.passwordText { self.describe(object) }
        for rule in self.rules where rule.roles?.contains(role) == true {
          self.judge(object, by: rule)
        }
      }
      self.finishOne()
    }
    count()
    bus.children(of: object, within: AccessibilityBus.longPatience) { told in
      for child in self.value(told) ?? [] where !child.isNothing {
        // What another program draws here is for that one to tell, and nobody asks it: unknown.
        if child.program == self.program { self.walk(child) } else { self.hasFailed = true }
      }
      self.finishOne()
    }
  }

  /// Whether an object of the rule's roles is one that it names.
  private func judge(_ object: FieldName, by rule: FieldRule) {
    guard rule.subject != .role else { return describe(object) }
    readName(of: object, as: object, rule)
    guard rule.subject == .label else { return }
    count()
    bus.labels(of: object) { told in
      for label in self.value(told) ?? [] { self.readName(of: label, as: object, rule) }
      self.finishOne()
    }
  }

  private func readName(of object: FieldName, as field: FieldName, _ rule: FieldRule) {
    count()
    bus.name(of: object) { told in
      if let name = self.value(told), rule.matches(name) { self.describe(field) }
      self.finishOne()
    }
  }
}
