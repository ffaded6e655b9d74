internal import Geometry
internal import SensitiveFields
internal import Timeline

/// Asks one program for its fields, windows and pages, all at once, and puts the answers together.
///
/// An object that vanishes meanwhile is left out; any other silence makes the scan fail.
final class ProgramScan {
  let bus: AccessibilityBus
  private let program: String
  let toolkit: Toolkit
  private let started: CallTime
  private let remembered: [FieldName: PixelRegion]
  /// Pages of before.
  private let pages: Set<FieldName>
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
  private var borders: Set<FrameBorder> = []
  var documents: [ScannedDocument] = []
  private var seen: Set<FieldName> = []
  private var asked: Set<FieldName> = []
  private var walked = 0
  private var firstAnswer: CallTime?

  /// `remembered` are fields of before, whatever their roles are now, and where they were; a
  /// glance asks for nothing else.
  init(
    _ bus: AccessibilityBus, program: String, toolkit: Toolkit,
    remembered: [FieldName: PixelRegion], pages: Set<FieldName>, isGlance: Bool,
    rules: [FieldRule], matching: @escaping (String) -> Set<Int>, clock: @escaping () -> CallTime,
    _ body: @escaping (ScannedProgram?) -> Void
  ) {
    self.bus = bus
    self.program = program
    root = FieldName(program: program, path: AccessibilityBus.root)
    self.toolkit = toolkit
    self.remembered = remembered
    self.pages = pages
    self.isGlance = isGlance
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
      if toolkit.isBrowser { findDocuments() }
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
        toolkit: toolkit, started: started, ended: clock(), latency: (firstAnswer ?? clock()) - started,
        frames: frames,
        borders: toolkit.hasContentPane ? borders : [.none], fields: fields, documents: documents,
        isGlance: isGlance))
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
      }
      self.finishOne()
    }
  }

  private func findFields() {
    count()
    bus.matches([FieldRole.passwordText], below: root) { told in
      switch told {
      case .value(let names):
        for name in names { self.describe(name) }
        self.findSensitive()
      // GTK 4 and Qt have no Collection, and their caches lack what nobody has looked at.
      case .missing: self.walk(self.root)
      case .silent: self.hasFailed = true
      }
      self.finishOne()
    }
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

  private func describe(_ name: FieldName) {
    guard asked.insert(name).inserted else { return }
    count()
    bus.states(of: name) { told in
      if let states = self.value(told), !states.isDefunct {
        self.locate(name, isShowing: states.isShowing)
      } else if self.remembered[name] != nil {
        self.replace(name)
      }
      self.finishOne()
    }
  }

  private func locate(_ name: FieldName, isShowing: Bool) {
    count()
    bus.extents(of: name, inWindow: toolkit.isWindowRelative) { told in
      if let extents = self.value(told) {
        // One that was taken off the page may still be named, without a place.
        if extents.isEmpty, let place = self.remembered[name], !place.isEmpty {
          self.keep(name, at: place)
        } else {
          self.fields.append(ScannedField(name: name, extents: extents, isShowing: isShowing))
        }
      }
      self.finishOne()
    }
  }

  /// A field that is gone: what stands in its place now shows what was typed there.
  private func replace(_ name: FieldName) {
    guard toolkit.replacesFields, let place = remembered[name] else { return }
    guard let page = pages.first, pages.count == 1 else { return keep(name, at: place) }
    count()
    let (x, y) = (place.x + place.width / 2, place.y + place.height / 2)
    bus.object(in: page, x: x, y: y) { told in
      if let heir = self.value(told), heir != page, heir.program == self.program {
        self.inherit(heir, from: name, at: place)
      } else {
        self.keep(name, at: place)
      }
      self.finishOne()
    }
  }

  /// Follows what now stands in a field's place, if it is no larger.
  private func inherit(_ heir: FieldName, from name: FieldName, at place: PixelRegion) {
    count()
    bus.extents(of: heir, inWindow: false) { told in
      if let extents = self.value(told), extents.area <= 2 * place.area {
        if self.asked.insert(heir).inserted {
          self.fields.append(ScannedField(name: heir, extents: extents, isShowing: true))
        }
      } else {
        self.keep(name, at: place)
      }
      self.finishOne()
    }
  }

  /// Masked where it was, until the page changes.
  private func keep(_ name: FieldName, at place: PixelRegion) {
    fields.append(ScannedField(name: name, extents: place, isShowing: true, isGone: true))
  }
}
