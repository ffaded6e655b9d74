internal import Geometry
internal import Patterns
package import ProcessMessages
package import Redaction
internal import SensitiveFields
package import Timeline

/// Password fields, as the programs themselves tell them through AT-SPI.
///
/// Asks only after pixels of a window changed, and once more when what was asked too early to be
/// believed has settled: a still screen costs nothing. Belongs to one thread.
package final class AccessibleFields: SensitiveRegionSource {
  /// One program whose windows are filmed.
  private struct ProgramState {
    var schedule = ScanSchedule()
    var entries = WitnessedEntries()
    /// Since when a question waits for its answer.
    var asked: CallTime?
    /// Fields of before, in the toolkit's units.
    var remembered: [FieldName: PixelRegion] = [:]
    /// Pages that showed.
    var documents: Set<FieldName> = []
    /// The sizes of its windows, in the toolkit's units.
    var frames: [PixelSize] = []
  }

  private let bus: AccessibilityBus
  private let directory: ProgramDirectory
  private let urls: [WildcardPattern?]
  private let rules: [FieldRule]
  private let clock: () -> CallTime
  private var watched: [WindowID: WatchedWindow] = [:]
  private var programs: [Int32: ProgramState] = [:]
  private var fetches = FetchTimes()
  private var news: [WindowNews] = []

  /// Looks from now on who is on the bus.
  package init(
    _ bus: AccessibilityBus, _ order: FilmOrder, clock: @escaping () -> CallTime
  ) {
    self.bus = bus
    rules = order.sensitiveFields.map { FieldRule($0.subject, $0.pattern) }
    directory = ProgramDirectory(bus)
    urls = order.windows.map { $0.url.map { WildcardPattern($0) } }
    self.clock = clock
    directory.watch { [weak self] process in self?.programs[process]?.schedule.restart() }
  }

  package var descriptor: Int32 { bus.descriptor }
  package var wantsToWrite: Bool { bus.wantsToWrite }
  package var millisecondsToNextTimeout: Int? { bus.millisecondsToNextTimeout }

  /// Takes in answers; where the bus has gone there are none, and nobody vouches for anything.
  package func process() { try? bus.process() }

  /// Which pixels of a window are known to show no more than was told.
  package func vouched(of window: WindowID) -> Vouching? {
    watched[window].flatMap { entry in
      entry.fields.vouched.map {
        Vouching(through: $0, asked: entry.asked, unasked: entry.unasked)
      }
    }
  }

  package func hidden(of window: VisibleWindow, listedBy rule: FilmOrder.Window) -> HiddenRegions {
    guard let known = watched[window.window] else { return .everything(.noAnswer) }
    if window.isPopup, let owner = window.owner, watched[owner]?.fields.showsFields != false {
      // A list over a password field may spell out what is in it.
      return .everything(.scope)
    }
    return known.fields.hidden
  }

  /// Takes in what a tick saw; `listing` says of a window by which rule it is filmed.
  package func note(
    _ observation: Observation, listing: (VisibleWindow) -> ListedProgram?
  ) {
    for window in observation.windows { place(window, at: observation.at, listing(window)) }
    let present = Set(observation.windows.map(\.window))
    for gone in watched.keys where !present.contains(gone) { watched[gone] = nil }
    let end = clock()
    if !observation.patches.isEmpty { fetches.note(observation.at, end: end) }
    for (window, patches) in Dictionary(grouping: observation.patches, by: \.window) {
      watched[window]?.noteChange(within: patches.map(\.region), at: observation.at)
      guard let process = watched[window]?.process else { continue }
      programs[process, default: ProgramState()].schedule.noteChange(at: end)
      programs[process]?.entries.noteChange(at: end)
    }
  }

  private func place(_ window: VisibleWindow, at time: CallTime, _ listed: ListedProgram?) {
    guard let listed else { return watched[window.window] = nil }
    var entry = watched[window.window] ?? WatchedWindow(listed, window, at: time)
    entry.move(listed, window, at: time)
    watched[window.window] = entry
  }

  /// Has every program asked again, as if its windows had changed.
  package func askAgain() {
    let now = clock()
    for process in Set(watched.values.map(\.process)) {
      programs[process, default: ProgramState()].schedule.noteChange(at: now)
    }
  }

  /// Whether the program of a window is on the bus.
  package func isReachable(_ window: WindowID) -> Bool {
    watched[window].map { directory.program(of: $0.process) != nil } ?? false
  }

  /// Asks the programs that are to be asked now.
  package func ask() {
    let now = clock()
    for process in Set(watched.values.map(\.process)) {
      guard let state = programs[process], state.asked == nil else { continue }
      guard let program = directory.program(of: process) else {
        if state.schedule.isDue(at: now, .qt) {
          directory.refresh()
          programs[process]?.schedule.begin(at: now)
          programs[process]?.schedule.retry()
        }
        continue
      }
      let isDue = state.schedule.isDue(at: now, program.toolkit)
      guard isDue || (state.schedule.isRestless(at: now) && !state.remembered.isEmpty) else {
        continue
      }
      if isDue { programs[process]?.schedule.begin(at: now) }
      programs[process]?.asked = now
      var question = WitnessedEntries.Question.nothing
      if isDue, program.toolkit.isBrowser {
        question = programs[process]?.entries.begin(at: now, on: state.documents) ?? .names
      }
      ProgramScan(
        bus, program: program.name, toolkit: program.toolkit, remembered: state.remembered,
        pages: state.documents, isGlance: !isDue, question: question, rules: rules,
        matching: { [urls] address in
          Set(urls.indices.filter { urls[$0]?.matches(address) ?? false })
        }, clock: clock
      ) { [weak self] scan in self?.take(scan, of: process) }.begin()
    }
  }

  private func take(_ scan: ScannedProgram?, of process: Int32) {
    let asked = programs[process]?.asked
    programs[process]?.asked = nil
    guard let scan else {
      // Whether it can be asked at all is found out again.
      if let asked { programs[process]?.schedule.noteAnswer(after: clock() - asked) }
      programs[process]?.entries.fail()
      programs[process]?.schedule.retry()
      return directory.refresh()
    }
    remember(scan, of: process)
    if !scan.isGlance {
      programs[process]?.frames = scan.frames
      programs[process]?.entries.take(scan)
    }
    let own = watched.filter { $0.value.process == process }
    let sizes = own.values.compactMap { $0.sizeWithoutShadow }
    let scale: WindowScale? =
      scan.toolkit.reportsPixels
      ? .one : WindowScale.of(frames: programs[process]?.frames ?? [], windows: sizes)
    programs[process]?.schedule.noteAnswer(after: scan.latency)
    let settle = programs[process]?.schedule.settle(of: scan.toolkit) ?? scan.toolkit.settle
    let through = fetches.bound(fetchedBy: scan.started - settle)
    var counts = true
    for (window, entry) in own {
      var entry = entry
      let place = entry.place(from: scan.started)
      entry.fields.take(scan, scale: scale, place: place, listing: entry.listing, vouching: through)
      let isVouched = entry.fields.vouched.map { $0 >= through } ?? false
      if isVouched, !scan.isGlance { entry.noteAnswer(scan, vouching: through, settle) }
      watched[window] = entry
      counts = counts && isVouched
      news.append(WindowNews(window: window, at: scan.started))
    }
    guard !scan.isGlance else { return }
    if counts {
      programs[process]?.schedule.vouch(through: through)
    } else {
      programs[process]?.schedule.retry()
    }
  }

  /// A password stays one when the program shows it, for as long as its page is there.
  private func remember(_ scan: ScannedProgram, of process: Int32) {
    guard !scan.isGlance else {
      for field in scan.fields { programs[process]?.remembered[field.name] = field.extents }
      return
    }
    let documents = Set(scan.documents.map(\.name))
    let isSamePage = !scan.toolkit.isBrowser || programs[process]?.documents == documents
    programs[process]?.documents = documents
    var remembered: [FieldName: PixelRegion] = [:]
    for field in scan.fields where (isSamePage || !field.isGone) && !field.isPassing {
      remembered[field.name] = field.extents
    }
    programs[process]?.remembered = remembered
  }

  /// The windows of which something was learned since the last question.
  package func takeNews() -> [WindowNews] {
    defer { news = [] }
    return news
  }
}

/// A window of which a scan told something.
package struct WindowNews: Equatable, Sendable {
  package var window: WindowID
  /// When the scan began: what it told holds from then on.
  package var at: CallTime
}

extension FilmOrder.Field {
  fileprivate var subject: FieldRule.Subject {
    switch kind {
    case .name: .name
    case .label: .label
    case .role: .role
    }
  }
}
