import CallMachine
import CallPolicy
import Configuration
import Journal
import LinuxSystem
import Messages
import ProcessMessages
import Spool
import Timeline
import Tray

/// The programs that an agent has started: recorder, indicator, uploader.
extension Agent {
  func prepareRecorder() {
    recorder = try? programs.start(.recorder)
    guard let policy else { return }
    tellRecorder(.prepare(policy.filmOrder(spool: spool, stateDirectory: place.state)))
  }

  /// A recorder that reads no more is let go: the end of its socket ends its film.
  ///
  /// A copy of `descriptor` goes with the word.
  func tellRecorder(_ command: RecorderCommand, descriptor: Int32? = nil) {
    let descriptors = descriptor.map { [$0] } ?? []
    guard let recorder, !recorder.send(command, descriptors: descriptors) else { return }
    // One that has just ended has said how: its last word waits here.
    let socket = Waiting.Watch(recorder.socket.rawValue)
    while recorder === self.recorder,
      (try? Waiting.wait([socket], milliseconds: 0))?.isEmpty == false
    {
      hear(recorder)
    }
    if recorder === self.recorder { loseRecorder() }
  }

  func permit(_ call: CallFacts, answered: BootTime) {
    guard let policy else { return }
    let unix = answeredUnix[call.callID] ?? Clock.unixMicroseconds / 1000
    let wanted = policy.clipOrder(
      call, answeredUnix: unix, own: OwnKey(stateDirectory: place.state).publicKey)
    let choice = policy.choice(expires: wanted.expires)
    guard let order = enter(wanted, draw: choice) else { return loseRecorder() }
    filmedChoice = choice
    // With the permit, and connected already: the recorder can open no socket (P1, P9).
    let bus = accessibility?.connect()
    if policy.needsAccessibility, bus == nil { enterUnknownFields() }
    if let bus {
      tellRecorder(.permit(order, answered: answered), descriptor: bus.rawValue)
    } else {
      tellRecorder(.permit(order, answered: answered))
    }
  }

  /// Whether there is a program that can show the sign; it is started where there is none.
  var canShowIndicator: Bool {
    startIndicator()
    return indicator != nil
  }

  func startIndicator() {
    guard indicator == nil else { return }
    indicator = try? programs.start(.indicator)
    tellHotKey()
    signs?.toldIcon = nil
    tellIcon()
  }

  /// The private hot key of the policy that holds now (N12).
  func tellHotKey() {
    let key = policy?.configuration.policy.privateSwitch.hotkey
    indicator?.send(IndicatorCommand.hotKey(key))
  }

  func showBanner(_ style: BannerStyle) {
    bannerStyle = style
    startIndicator()
    let language = signs?.language ?? .english
    let text =
      style == .recording ? BannerText.recording(in: language) : BannerText.paused(in: language)
    indicator?.send(IndicatorCommand.show(style, text: text, always: isBannerAlways))
    if isBannerAlways { signs?.witness.end() } else { signs?.witness.begin() }
    checkIndicator()
    guard !isTiming else { return }
    isTiming = true
    try? timer.repeatEvery(nanoseconds: Lease.renewalMilliseconds * 1_000_000)
  }

  var isBannerAlways: Bool { policy?.configuration.policy.indicator.banner == .always }

  func hideBanner() {
    indicator?.send(IndicatorCommand.hide)
    signs?.witness.end()
    isTiming = false
    seenIndicator = nil
    indicatorRestarts = 0
    try? timer.disarm()
  }

  /// Each renewal asks for a fresh proof; without its answer there is no lease (P2).
  func renewLease() {
    guard timer.expirations() > 0 else { return }
    if let asked = checkAsked {
      // An indicator that does not answer is one that nobody sees.
      let isLate = now > asked.advanced(milliseconds: Lease.milliseconds)
      if isLate {
        seenIndicator = nil
        handleAlways(.indicator(.notSeen))
      }
    } else {
      checkIndicator()
    }
    allowSleep(after: .nothing)
    checkSources()
    handleAlways(.tick)
  }

  /// The tray's host is asked in the same beat; one that stands still proves nothing.
  private func checkIndicator() {
    checkAsked = indicator == nil ? nil : now
    guard let witness = signs?.witness else { return check(nil) }
    witness.askForPlace { [unowned self] place in check(place) }
  }

  private func check(_ place: TrayPlace?) {
    if indicator?.send(IndicatorCommand.check(place)) != true { checkAsked = nil }
  }

  func take(_ report: IndicatorReport) {
    switch report {
    case .hotKeyPressed: handleAlways(.setPrivate(!machine.isPrivate))
    case .hotKeyRefused: Log.note(.hotKeyRefused)
    case .iconClicked: handleAlways(.setPrivate(!machine.isPrivate))
    case .seen(let seen, let at):
      checkAsked = nil
      seenIndicator = machine.needsIndicator ? seen : nil
      if seen == .trayItem { signs?.witness.itemWasSeen() }
      // Before the permit, so that the recorder has a lease when it begins.
      let until = at.advanced(milliseconds: Lease.milliseconds)
      if machine.needsIndicator { tellRecorder(.lease(until: until)) }
      handleAlways(.indicator(.seen))
    case .notSeen:
      checkAsked = nil
      seenIndicator = nil
      handleAlways(.indicator(.notSeen))
    case .displayLost:
      checkAsked = nil
      seenIndicator = nil
      Log.note(.displayLost)
      handleAlways(.indicator(.notSeen))
      handleAlways(.displayLost)
    }
  }

  func take(_ report: RecorderReport) {
    switch report {
    case .opened: Log.note(.clipOpened)
    case .refused: Log.note(.recorderRefused)
    case .closed(.kept, _): Log.note(.clipClosed)
    case .closed(.tooShort, _): Log.note(.clipTooShort)
    case .closed(.erased, _): Log.note(.clipDestroyed)
    case .closed(.failed, _): Log.note(.recorderLost)
    case .ready, .sealed: break
    }
    if case .closed(let outcome, let filmed) = report {
      recorder = nil
      enterEnd(outcome, filmedMilliseconds: filmed)
      tellEnd(outcome, filmedMilliseconds: filmed)
    }
    if case .refused = report { recorder = nil }
    if case .sealed = report { allowSleep(after: .sealed) }
    handleAlways(.recorder(report))
    // Now the machine knows the clip.
    if case .opened = report { startUpload() }
  }

  /// A program has ended; the launcher reaped it.
  func take(_ report: LaunchReport) {
    switch report.program {
    case .recorder:
      // What it said before it ended comes first.
      while let recorder, recorder.number == report.number { hear(recorder) }
      recoverSpool()
    case .indicator:
      // Its last word may be that the display is lost.
      while let indicator, indicator.number == report.number { hear(indicator) }
      // One that could be started shows itself again, a few times; without a display there is none.
      guard report.status >= 0, report.status != 69, indicatorRestarts < Self.restartLimit
      else { return }
      indicatorRestarts += 1
      // Xlib may end a program whose server goes while it connects; a look tells.
      if machine.needsIndicator { showBanner(bannerStyle) } else { handleAlways(.displayLost) }
    case .upload:
      if report.status == 0, isUploading { DeliveryMark(stateDirectory: place.state).set() }
      upload = nil
      publish()
      leaveLimit()
      // A clip may have been closed meanwhile; a store that fails is not asked again at once.
      if report.status == 0 { startUpload() }
    case .baresipSource, .managerSource, .programSource:
      take(sourceReport: report)
    case .noticePage, .journalPage, .helpPage, .accessPage, .requestPage:
      if report.status != 0 { cannotShow(report.program) }
    }
  }

  /// The recorder's socket ended without a last word.
  func loseRecorder() {
    recorder = nil
    Log.note(.recorderLost)
    handleAlways(.recorderLost)
  }

  func loseIndicator() {
    indicator = nil
    checkAsked = nil
    seenIndicator = nil
    Log.note(.indicatorLost)
    handleAlways(.indicator(.notSeen))
  }

  /// Each program sees the end of its socket: a recorder closes its clip and goes.
  func leavePrograms() {
    recorder = nil
    indicator = nil
    upload = nil
    programs.end()
  }
}
