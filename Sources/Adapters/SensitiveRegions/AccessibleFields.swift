package import Geometry
internal import Patterns
package import ProcessMessages
package import Redaction
package import SensitiveFields
package import Timeline

/// Password fields, as the programs themselves tell them through AT-SPI.
///
/// Asks only after pixels of a window changed, and once more when what was asked too early to be
/// believed has settled: a still screen costs nothing. Belongs to one thread.
package final class AccessibleFields: SensitiveRegionSource {
  /// How long before a scan a window's places count, in milliseconds: programs learn of moves late.
  private static let memory: Int64 = 300

  /// One window that is filmed and needs answers.
  fileprivate struct Watched {
    var process: Int32
    var listing: WindowFields.Listing
    var shadow: PixelInsets
    var owner: WindowID?
    /// Where it was from a time on, oldest first; never empty.
    var frames: [(since: CallTime, frame: PixelRegion)]
    var fields = WindowFields()
    var changes = AskedChanges()
    /// Those that nobody could be asked about in time, oldest first.
    var unasked: [CallTime] = []
    /// When the last scan began that vouches for something.
    var asked: CallTime?
  }

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
  private var watched: [WindowID: Watched] = [:]
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
    for window in Set(observation.patches.map(\.window)) {
      watched[window]?.changes.noteChange(at: observation.at)
      guard let process = watched[window]?.process else { continue }
      programs[process, default: ProgramState()].schedule.noteChange(at: end)
      programs[process]?.entries.noteChange(at: end)
    }
  }

  private func place(_ window: VisibleWindow, at time: CallTime, _ listed: ListedProgram?) {
    guard let listed else { return watched[window.window] = nil }
    var entry =
      watched[window.window]
      ?? Watched(
        process: listed.process, listing: listed.listing, shadow: listed.shadow,
        owner: window.owner, frames: [(time, window.frame)])
    if entry.process != listed.process { entry.fields = WindowFields() }
    entry.process = listed.process
    entry.listing = listed.listing
    entry.shadow = listed.shadow
    entry.owner = window.owner
    if entry.frames.last?.frame != window.frame { entry.frames.append((time, window.frame)) }
    while entry.frames.count > 1, entry.frames[1].since < time - Self.memory {
      entry.frames.removeFirst()
    }
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
      let since = scan.started - Self.memory
      let frames = entry.frames.enumerated().filter { index, _ in
        index + 1 >= entry.frames.count || entry.frames[index + 1].since >= since
      }.map(\.element.frame)
      let place = WindowPlace(frames: frames, shadow: entry.shadow)
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

/// Whose window it is, and how the policy lists it.
package struct ListedProgram: Equatable, Sendable {
  package var process: Int32
  package var listing: WindowFields.Listing
  /// What its own shadow takes of it.
  package var shadow: PixelInsets

  package init(process: Int32, listing: WindowFields.Listing, shadow: PixelInsets) {
    self.process = process
    self.listing = listing
    self.shadow = shadow
  }
}

extension AccessibleFields.Watched {
  /// What was not asked about in time is of interest until it has left the delay line.
  fileprivate mutating func noteAnswer(
    _ scan: ScannedProgram, vouching bound: CallTime, _ settle: Int64
  ) {
    asked = scan.started
    changes.noteScan(started: scan.started, ended: scan.ended)
    unasked.removeAll { bound - $0 > AskedChanges.memory }
    unasked += changes.takeUnasked(through: bound, settle: settle, reach: scan.toolkit.reach)
  }

  fileprivate var sizeWithoutShadow: PixelSize? {
    frames.last.map { last in
      PixelSize(
        width: last.frame.width - shadow.left - shadow.right,
        height: last.frame.height - shadow.top - shadow.bottom)
    }
  }
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
