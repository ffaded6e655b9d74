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
  let started: CallTime
  let remembered: [FieldName: PixelRegion]
  /// Pages of before.
  let pages: Set<FieldName>
  let question: WitnessedEntries.Question
  let rules: [FieldRule]
  private let isGlance: Bool
  /// Which rules of the policy an address satisfies.
  let matching: (String) -> Set<Int>
  let clock: () -> CallTime
  private let body: (ScannedProgram?) -> Void

  let root: FieldName

  /// Questions without an answer yet.
  var waiting = 0
  /// Something was not answered: nothing of the scan counts.
  var hasFailed = false
  var fields: [ScannedField] = []
  var frames: [PixelSize] = []
  var privateFrames: [PixelRegion] = []
  var borders: Set<FrameBorder> = []
  var documents: [ScannedDocument] = []
  var entries: Set<FieldName>?
  /// Objects whose role and children were asked for.
  var seen: Set<FieldName> = []
  /// Fields that were asked where they are.
  var asked: Set<FieldName> = []
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

  /// Asks all that can be asked at once; further questions come from the answers.
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

  /// One question is answered; the last one ends the scan.
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
}
