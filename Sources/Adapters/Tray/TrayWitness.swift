internal import Geometry
internal import LinuxSystem
package import ProcessMessages
package import SessionBus
internal import Timeline
internal import TrayContent

/// Has the host of the session's tray say where it shows the item, while a call is filmed.
///
/// At rest it asks nothing and has no connection. What the host says is a word only: the X server
/// is asked whether that place can be seen (P2). Each question of a proof is answered in time or
/// counts as no; a host that stands still, or whose panel cannot be seen, is left alone for a while.
package final class TrayWitness {
  /// How long the host may take at a proof, in milliseconds: with what follows less than a beat.
  private static let patience = 80
  /// So often the item is put away to find it, in one film.
  private static let mostWinks = 10
  private static let messagesAtOnce = 256

  private let session: BusConnection
  private let item: TrayItem
  private var isActive = false
  private var accessibility: BusConnection?
  /// Where the accessibility bus was; what was found there holds on no other.
  private var address = ""
  private var found: HostedItem?
  /// What said the item's words at the last search; found where it alone does so again.
  private var candidate: HostedItem?
  private var search: TraySearch?
  private var schedule = SearchSchedule()
  private var winks = 0
  /// Who showed what when the item was put away last.
  private var winkedAt: (process: Int32, tree: HostTree)?
  /// Who waits for the host's word.
  private var asking: ((TrayPlace?) -> Void)?
  private var rest = HostRest()

  package init(on session: BusConnection, for item: TrayItem) {
    self.session = session
    self.item = item
  }

  /// For poll; nil while nothing is asked.
  package var descriptor: Int32? { accessibility?.descriptor }
  package var wantsToWrite: Bool { accessibility?.wantsToWrite ?? false }
  package var millisecondsToNextTimeout: Int? { accessibility?.millisecondsToNextTimeout }

  /// Hands out answers.
  package func process() {
    do throws(BusError) { try accessibility?.process(atMost: Self.messagesAtOnce) } catch {
      disconnect()
      answer(nil)
    }
  }

  /// A call begins to be filmed.
  package func begin() {
    guard !isActive, item.hasWatcher else { return }
    isActive = true
    schedule = SearchSchedule()
    rest = HostRest()
    candidate = nil
    (winks, winkedAt) = (0, nil)
    let object = BusObject(
      name: "org.a11y.Bus", path: "/org/a11y/bus", interface: "org.a11y.Bus")
    try? session.ask(object, "GetAddress") { [weak self] answer in
      guard let self, isActive, case .values(let reader) = answer,
        let address = try? reader.string()
      else { return }
      connect(address)
    }
  }

  /// The film is over.
  package func end() {
    isActive = false
    asking = nil
    disconnect()
  }

  /// The tray is another's, or none is there any more.
  package func forget() {
    found = nil
    candidate = nil
    schedule = SearchSchedule()
    search?.cancel()
    search = nil
  }

  /// Asks for one proof; `body` is called once, unless the film ends before, with nil where the
  /// host says nothing that could be proved.
  package func askForPlace(_ body: @escaping (TrayPlace?) -> Void) {
    guard isActive, let accessibility, asking == nil else { return body(nil) }
    guard let found else {
      seek(on: accessibility)
      return body(nil)
    }
    guard rest.takeBeat() else { return body(nil) }
    // An icon that the host has not fetched may still be that of another state.
    guard item.isSignRead else { return body(nil) }
    asking = body
    let asked = BootTime(nanoseconds: Clock.bootNanoseconds)
    PlaceQuestion.ask(
      HostQuestions(accessibility, to: found.host), of: found, within: Self.patience
    ) { [weak self] answer in
      guard let self else { return }
      self.answer(place(answer, of: found, asked: asked))
    }
  }

  /// The item was proved to be seen.
  package func itemWasSeen() { rest.itemWasSeen() }

  private func answer(_ place: TrayPlace?) {
    let body = asking
    asking = nil
    body?(place)
  }

  private func place(_ answer: PlaceAnswer, of item: HostedItem, asked: BootTime) -> TrayPlace? {
    switch answer {
    case .shown(let region, let window):
      return TrayPlace(item: region, panel: window, process: item.host.process, asked: asked)
    case .hidden: return nil
    case .silent:
      rest.hostWasSilent()
      return nil
    case .gone:
      forget()
      return nil
    }
  }

  private func seek(on accessibility: BusConnection) {
    if let search { return search.beat() }
    guard schedule.takeBeat() else { return }
    search = TraySearch(
      on: session, accessibility, for: item,
      mayWink: { [weak self] in self?.mayWink($0, at: $1) ?? false },
      { [weak self] in self?.take($0) })
  }

  private func take(_ finding: Finding) {
    search = nil
    switch finding {
    case .done(let item): found = item
    case .said(let item):
      if item == candidate { found = item } else { schedule.confirmSoon() }
      candidate = item
    case .nothing: candidate = nil
    }
  }

  /// Whether the item may be put away to find it.
  ///
  /// Not at the first try: a host may not have read the item's words yet. And not where the same
  /// shows as before: it would tell no more.
  private func mayWink(_ process: Int32, at tree: HostTree) -> Bool {
    guard !schedule.isFirst, winks < Self.mostWinks else { return false }
    if let last = winkedAt, last.process == process, last.tree.mute == tree.mute { return false }
    winks += 1
    winkedAt = (process, tree)
    return true
  }

  private func connect(_ address: String) {
    if address != self.address { forget() }
    self.address = address
    guard let socket = try? UnixSocketAddress(busAddress: address)?.connect() else { return }
    accessibility = try? BusConnection(owning: socket.release())
  }

  private func disconnect() {
    search?.cancel()
    search = nil
    accessibility?.dropQuestions()
    accessibility = nil
  }
}
