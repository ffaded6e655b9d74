internal import Geometry
internal import SensitiveFields
internal import Timeline

/// Asks one program for its fields, windows and pages, all at once, and puts the answers together.
///
/// An object that vanishes meanwhile is left out; any other silence makes the scan fail.
final class ProgramScan {
  let bus: AccessibilityBus
  let program: String
  let toolkit: Toolkit
  private let started: CallTime
  let remembered: [FieldName: PixelRegion]
  /// Pages of before.
  let pages: Set<FieldName>
  let question: WitnessedEntries.Question
  private let rules: [FieldRule]
  private let isGlance: Bool
  /// Which rules of the policy an address satisfies.
  let matching: (String) -> Set<Int>
  private let clock: () -> CallTime
  private let body: (ScannedProgram?) -> Void

  let root: FieldName

  var waiting = 0
  private var hasFailed = false
  var fields: [ScannedField] = []
  private var frames: [PixelSize] = []
  private var privateFrames: [PixelRegion] = []
  private var borders: Set<FrameBorder> = []
  var documents: [ScannedDocument] = []
  var entries: Set<FieldName>?
  private var seen: Set<FieldName> = []
  var asked: Set<FieldName> = []
  private var walked = 0
  /// So many objects are asked for their roles one by one.
  private static let few = 64
  private var firstAnswer: CallTime?

  /// `remembered` are fields of before, whatever their roles are now, and where they were; a
  /// glance asks for nothing else.
  init(
    _ bus: AccessibilityBus, program: String, toolkit: Toolkit,
    remembered: [FieldName: PixelRegion], pages: Set<FieldName>, isGlance: Bool,
    question: WitnessedEntries.Question, rules: [FieldRule],
    matching: @escaping (String) -> Set<Int>, clock: @escaping () -> CallTime,
    _ body: @escaping (ScannedProgram?) -> Void
  ) {
    self.bus = bus
    self.program = program
    root = FieldName(program: program, path: AccessibilityBus.root)
    self.toolkit = toolkit
    self.remembered = remembered
    self.pages = pages
    self.isGlance = isGlance
    self.question = question
    self.rules = rules
    self.matching = matching
    self.clock = clock
    self.body = body
    started = clock()
  }

  func begin() {
    waiting += 1
    // Without the borders nothing could be told of where a field is.
    if !isGlance || toolkit.hasContentPane { findFrames() }
    if !isGlance {
      findFields()
      findEntries()
    }
    for name in remembered.keys { describe(name) }
    finishOne()
  }

  /// Counts one question, whose answer ends with ``finishOne()``.
  func count() { waiting += 1 }

  func finishOne() {
    waiting -= 1
    guard waiting == 0 else { return }
    guard !hasFailed else { return body(nil) }
    body(
      ScannedProgram(
        toolkit: toolkit, started: started, ended: clock(),
        latency: (firstAnswer ?? clock()) - started,
        frames: frames, privateFrames: privateFrames,
        borders: toolkit.hasContentPane ? borders : [.none], fields: fields, documents: documents,
        entries: entries, isGlance: isGlance))
  }

  /// Asks about each of `subjects` and hands on all answers that have a value at once.
  func each<Subject, Value>(
    _ subjects: [Subject], _ ask: (Subject, @escaping (Told<Value>) -> Void) -> Void,
    then: @escaping ([(subject: Subject, value: Value)]) -> Void
  ) {
    guard !subjects.isEmpty else { return }
    var answers: [(subject: Subject, value: Value)] = []
    var rest = subjects.count
    for subject in subjects {
      count()
      ask(subject) { told in
        if let value = self.value(told) { answers.append((subject, value)) }
        rest -= 1
        if rest == 0 { then(answers) }
        self.finishOne()
      }
    }
  }

  /// The value, or nil where there is none; silence makes the scan fail.
  func value<Value>(_ told: Told<Value>) -> Value? {
    firstAnswer = firstAnswer ?? clock()
    switch told {
    case .value(let value): return value
    case .missing: return nil
    case .silent:
      hasFailed = true
      return nil
    }
  }

  private func findFrames() {
    count()
    bus.children(of: root) { told in
      // A program without windows of its own has told nothing.
      if case .missing = told { self.hasFailed = true }
      for frame in self.value(told)?.prefix(64) ?? [] {
        if self.toolkit.hasContentPane {
          self.findContent(of: frame)
        } else {
          self.measure(frame)
        }
      }
      self.finishOne()
    }
  }

  private func findContent(of frame: FieldName) {
    count()
    bus.children(of: frame) { told in
      // Where this window's fields are cannot be told without it.
      if let content = self.value(told)?.first, !content.isNothing {
        self.measure(content)
      } else {
        self.hasFailed = true
      }
      self.finishOne()
    }
  }

  private func measure(_ frame: FieldName) {
    count()
    bus.extents(of: frame, inWindow: toolkit.hasContentPane) { told in
      if let extents = self.value(told) {
        self.frames.append(PixelSize(width: extents.width, height: extents.height))
        self.borders.insert(FrameBorder(left: extents.x, top: extents.y))
        if self.toolkit.isBrowser { self.tell(frame, at: extents) }
      }
      self.finishOne()
    }
  }

  /// Whether a browser's window is a private one; its pop-ups have no name.
  private func tell(_ frame: FieldName, at extents: PixelRegion) {
    count()
    bus.name(of: frame) { told in
      if let name = self.value(told), !name.isEmpty, self.toolkit.callsPrivate(name) {
        self.privateFrames.append(extents)
      }
      self.finishOne()
    }
  }

  /// Fields, pages and lists in one question: for each a large page is searched as a whole.
  private func findFields() {
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
    walked += 1
    guard walked <= AccessibilityBus.limit,
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
