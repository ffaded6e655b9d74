import ByteCoding
import CallMachine
import CallPolicy
import ClipFormat
import JournalFormat
import LinuxSystem
import ProcessMessages
import SessionBus
import Spool
import Telephony
import Timeline

/// The agent of one session: one thread, one pure machine, and the effects that it asks for.
///
/// It waits on descriptors only; between calls nothing wakes it.
final class Agent {
  let place: AgentPlace
  let spools: Spools
  /// This session's, once it could be made.
  var claimedSpool: ClaimedSpool?
  let bus: BusConnection
  let programs: Programs
  /// The service manager that has started the agent, if one did.
  let service: ServiceNotification
  var machine = CallMachine()
  var policy: SessionPolicy?
  /// A policy that came while a call was recorded; it holds from the next call on.
  var isReloadDue = false
  var recorder: Programs.Running?
  var indicator: Programs.Running?
  var upload: Programs.Running?
  /// Whether the session has not looked into its inbox yet.
  var isInboxDue = true
  /// Whether the uploader was started to do no more than that.
  var isReadingInbox = false
  var isUploading: Bool { upload != nil && !isReadingInbox }
  var sources: [TelephonySource] = []
  var busRate = EventRate()
  /// Sources whose program has still to be reported as ended, by its number.
  var endedSources: [UInt32: TelephonySource] = [:]
  /// Runs while a banner is shown, to renew the lease.
  let timer: TimerDescriptor
  var isTiming = false
  /// Who tells whether the session is locked, switched away or asleep.
  var session: SessionWatch?
  /// While the policy films windows whose programs have to be asked.
  var accessibility: SessionAccessibility?
  /// When the machine was about to sleep while a call is filmed.
  var sleepTold: BootTime?
  /// While, and only while, no X server answers.
  var displayReturn: DisplayReturn?
  /// When the indicator was asked for a proof that has not come yet.
  var checkAsked: BootTime?
  /// What was proved to be seen by the latest answer, while a call is recorded.
  var seenIndicator: SeenIndicator?
  var bannerStyle = BannerStyle.recording
  /// How often the indicator was started again for the call that is filmed.
  var indicatorRestarts = 0
  /// Tray item and notifications; nil before the agent serves the session.
  var signs: SessionSigns?
  /// Why the latest film was drawn, and how long it is kept.
  var filmedChoice: JournalEvent.Choice?
  static let restartLimit = 5
  /// The clip whose beginning is in the journal and whose end is not.
  var filmed: ClipIdentifier?
  /// Unix time of `answered` for calls that are up, in milliseconds.
  var answeredUnix: [String: Int64] = [:]
  private var published: [String: BusValue] = [:]
  private var serviceStatus: ServiceStatus?

  init(
    _ place: AgentPlace, bus: BusConnection, programs: Programs,
    service: ServiceNotification
  ) throws(SystemError) {
    self.place = place
    self.bus = bus
    self.programs = programs
    self.service = service
    spools = Spools(stateDirectory: place.state)
    timer = try TimerDescriptor()
  }

  var now: BootTime { BootTime(nanoseconds: Clock.bootNanoseconds) }

  /// Gives the machine one input, does what it asks for, and tells the bus what changed.
  func handle(_ input: CallInput) throws(CallRefusal) {
    try perform(input)
    followDisplay()
    settleSleep()
    tellSourcesOfFilm()
    if isReloadDue, !machine.needsIndicator, recorder == nil { reload() }
    publish()
  }

  /// As ``handle(_:)`` where nobody waits for an answer: only destroying a clip can fail then.
  func handleAlways(_ input: CallInput) {
    do throws(CallRefusal) { try handle(input) } catch { Log.note(.spoolFailed) }
  }

  private func perform(_ input: CallInput) throws(CallRefusal) {
    let world = CallWorld(
      now: now, longestMilliseconds: policy?.longestMilliseconds ?? 0,
      decide: { [unowned self] call, isPrivate in
        policy?.decide(
          call, isPrivate: isPrivate || hasObjection, hasIndicator: canShowIndicator)
          ?? .refuse(.notEnrolled)
      })
    for effect in try machine.handle(input, in: world) { try perform(effect) }
  }

  private func perform(_ effect: CallEffect) throws(CallRefusal) {
    switch effect {
    case .draw(let callID):
      let selected = (try? policy?.draw()) ?? false
      try perform(.drew(callID: callID, selected: selected))
    case .destroyLastClip(let location):
      guard (try? spool.destroy(location)) == true else { throw .tooLate }
      Log.note(.clipDestroyed)
      enterDestroyed(location.clip)
      tellDestroyed()
      // An uploader that waits for its store may have nothing left to wait for.
      if upload != nil { startUpload() }
    case .prepareRecorder: prepareRecorder()
    case .dismissRecorder: recorder = nil
    case .showBanner(let style): showBanner(style)
    case .hideBanner: hideBanner()
    case .permit(let call, let answered): permit(call, answered: answered)
    case .pause(let reason, let at): tellRecorder(.pause(reason, at: at))
    case .resume(let at): tellRecorder(.resume(at: at))
    case .close(let reason, let at): tellRecorder(.close(reason, at: at))
    }
  }

  /// The value of a property of the bus interface.
  func property(_ name: String) -> BusValue {
    let status = machine.status
    switch name {
    case "State": return .string(status.state.rawValue)
    case "Reason": return .string(status.reason)
    case "Indicator": return .string(seenIndicator?.name ?? "none")
    case "ClipId": return .string(status.clip?.clip.text ?? "")
    case "NoticeVersion": return .string(policy?.noticeVersion ?? "")
    case "NoticeConfirmed": return .boolean(policy?.isNoticeConfirmed ?? false)
    case "Uploading": return .boolean(isUploading)
    case "FieldsUnknown": return .boolean(areFieldsUnknown)
    default: return .string("")
    }
  }

  static let properties = [
    "State", "Reason", "Indicator", "ClipId", "NoticeVersion", "NoticeConfirmed", "Uploading",
    "FieldsUnknown",
  ]

  func publish() {
    showSigns()
    tellService()
    let values = Dictionary(uniqueKeysWithValues: Self.properties.map { ($0, property($0)) })
    let changed = Self.properties.filter { values[$0] != published[$0] }
    published = values
    guard !changed.isEmpty else { return }
    try? bus.announceChange(of: changed)
  }

  private func tellService() {
    let status: ServiceStatus = machine.status.state == .off ? .off : .serving
    guard status != serviceStatus else { return }
    serviceStatus = status
    service.send(.status(status))
  }
}
