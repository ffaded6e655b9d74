import Geometry
import Patterns
import ProcessMessages
import Redaction
import SensitiveFields
import SensitiveRegions
import Timeline

/// Which rule of the policy lists each window, and what is known of it.
///
/// A dialog or popup is listed as its owner is, and hidden where that is hidden.
final class WindowRules {
  /// What was last said of a window that shows.
  private struct Told {
    var hidden: HiddenRegions
    var owner: WindowID?
  }

  /// A window that some rule lists.
  private struct Listed {
    var rule: Int
    var process: Int32
    var shadow: PixelInsets
    /// Whether it asks for or keeps passwords.
    var isSecret: Bool
  }

  /// What is to be said of a window.
  struct Statement {
    var window: WindowID
    /// Nil where that is as it was.
    var hidden: HiddenRegions?
    /// From when on it holds.
    var at: CallTime
    /// Which pixels show no more than was said.
    var vouched: Vouching
  }

  private let order: FilmOrder
  private let scope: WindowScope
  private let fixed: PolicyRegions
  /// What the programs tell of their fields; nil where there is no accessibility bus.
  private let fields: AccessibleFields?
  private var prompts = TerminalPrompts()
  private var rules: [WindowID: Listed] = [:]
  /// The windows of the last observation.
  private var shown: [VisibleWindow] = []
  private var told: [WindowID: Told] = [:]
  private var delisted: Set<WindowID> = []

  init(_ order: FilmOrder, fields: AccessibleFields? = nil) {
    self.order = order
    self.fields = fields
    scope = WindowScope(
      rules: order.windows.map { window in
        WindowScope.Rule(
          windowClass: WildcardPattern(window.windowClass),
          title: window.title.map { WildcardPattern($0) },
          executable: window.executable.map { WildcardPattern($0) },
          needsAccessibility: !window.needsNoAccessibility, hasURL: window.url != nil)
      })
    fixed = PolicyRegions(order)
  }

  /// Whether the policy lists a window that says this of itself (F5).
  ///
  /// A window that stops matching is to be hidden from before that moment on:
  /// ``takeDelisted()`` names it, even if it matches again at once.
  func lists(_ window: WindowID, _ identity: WindowIdentity) -> Bool {
    let index = scope.rule(for: identity)
    if rules[window] != nil, index == nil { delisted.insert(window) }
    rules[window] = index.map {
      Listed(
        rule: $0, process: identity.process, shadow: identity.shadow,
        isSecret: SecretWindows.contain(identity.windowClass))
    }
    return index != nil
  }

  /// The windows of which something was said, and what belongs to them, that stopped matching
  /// since the last question; from now on nothing is known of them.
  func takeDelisted() -> [WindowID] {
    let gone = told.filter { window, said in
      said.owner.map(delisted.contains) ?? delisted.contains(window)
    }
    delisted = []
    for window in gone.keys { told[window] = nil }
    return Array(gone.keys)
  }

  /// What is new to say about the windows that an observation shows.
  func news(about observation: Observation) -> [Statement] {
    shown = observation.windows
    fields?.note(observation) { [self] window in program(of: window) }
    prompts.note(observation) { [self] window in terminal(of: window) }
    return shown.compactMap { window in
      let statement = statement(about: window, at: observation.at)
      return statement.hidden != nil || !isAsked(window) ? statement : nil
    }
  }

  /// What the programs have told since the last question.
  func answers() -> [Statement] {
    guard let fields else { return [] }
    return fields.takeNews().flatMap { news in
      // A popup shows or not by what is known of its owner.
      shown.filter { $0.window == news.window || $0.owner == news.window }.map { window in
        statement(about: window, at: news.at)
      }
    }
  }

  /// The windows of which something was said and that are gone.
  func departed(from windows: [VisibleWindow]) -> [WindowID] {
    let present = Set(windows.map(\.window))
    let gone = told.keys.filter { !present.contains($0) }
    for window in gone { told[window] = nil }
    return gone
  }

  /// What would be hidden of windows of which no pixel is asked for, by the rules that list them.
  func preview(_ windows: [VisibleWindow], at time: CallTime) -> [RedactionReport.Window] {
    shown = windows
    fields?.note(Observation(at: time, monitors: [], windows: windows, patches: [], cursor: nil)) {
      [self] window in program(of: window)
    }
    fields?.askAgain()
    prompts.look(at: windows) { [self] window in terminal(of: window) }
    return windows.compactMap { window in
      guard let listed = listed(window) else { return nil }
      return RedactionReport.Window(
        number: window.window.rawValue, rule: listed.rule, frame: window.frame,
        view: view(of: window))
    }
  }

  private func view(of window: VisibleWindow) -> RedactionReport.View {
    switch hidden(window) {
    case .everything(let reason):
      .hidden(reason, isReachable: fields?.isReachable(window.window) ?? false)
    case .only(let masks):
      .shown(
        masks: masks.map { mask in
          switch mask.origin {
          case .accessibility, .passage: .init(mask.region, .field)
          case .policyRegion: .init(mask.region, .policyRegion)
          case .beyondPage: .init(mask.region, .beyondPage)
          }
        })
    }
  }

  private func statement(about window: VisibleWindow, at time: CallTime) -> Statement {
    let never = Vouching(through: .answered - 1)
    let vouched =
      isAsked(window) ? fields?.vouched(of: window.window) ?? never : Vouching(through: time)
    let hidden = hidden(window)
    let isNew = told[window.window]?.hidden != hidden
    told[window.window] = Told(hidden: hidden, owner: window.owner)
    return Statement(
      window: window.window, hidden: isNew ? hidden : nil, at: time, vouched: vouched)
  }

  private func listed(_ window: VisibleWindow) -> Listed? { rules[window.owner ?? window.window] }

  /// Whether its program has to be asked.
  private func isAsked(_ window: VisibleWindow) -> Bool {
    listed(window).map { !order.windows[$0.rule].needsNoAccessibility } ?? true
  }

  private func program(of window: VisibleWindow) -> ListedProgram? {
    guard let listed = listed(window), isAsked(window), listed.process > 0 else { return nil }
    let rule = order.windows[listed.rule]
    return ListedProgram(
      process: listed.process,
      listing: WindowFields.Listing(
        rule: listed.rule, needsAddress: rule.url != nil && window.owner == nil,
        showsDocumentOnly: rule.showsDocumentOnly && window.owner == nil),
      shadow: window.owner == nil ? listed.shadow : .none)
  }

  /// Whose window it is, where terminals may be in it; browsers start many programs and have none.
  private func terminal(of window: VisibleWindow) -> Int32? {
    guard let listed = listed(window), order.windows[listed.rule].url == nil, listed.process > 0
    else { return nil }
    return listed.process
  }

  private func hidden(_ window: VisibleWindow) -> HiddenRegions {
    guard let listed = listed(window) else { return .everything(.unknownWindow) }
    guard !listed.isSecret, !prompts.isAsking(in: window.window) else { return .everything(.scope) }
    let rule = order.windows[listed.rule]
    let known: HiddenRegions
    if rule.needsNoAccessibility {
      known = .only([])
    } else {
      known = fields?.hidden(of: window, listedBy: rule) ?? .everything(.noAnswer)
    }
    return union([fixed.hidden(of: window, listedBy: rule), known])
  }
}
