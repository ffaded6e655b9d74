import CallMachine
import CallPolicy
import ClipFormat
import ClipSealing
import Configuration
import Geometry
import Journal
import JournalFormat
import LinuxSystem
import Messages
import Patterns
import ProcessMessages
import SensitiveFields
import Spool
import Timeline

/// The loaded configuration of one person, with this person's draws: all that decisions need.
struct SessionPolicy {
  let configuration: LoadedConfiguration
  let enrolment: Enrolment
  /// As of the loading: a confirmation changes a watched directory, which loads anew.
  let isNoticeConfirmed: Bool
  private let workstation: String
  private let owner: PolicyOwner
  private var draws: DrawList

  init(
    _ configuration: LoadedConfiguration, enrolment: Enrolment, owner: PolicyOwner,
    workstation: String, stateDirectory: String
  ) throws(JournalError) {
    self.configuration = configuration
    self.enrolment = enrolment
    self.owner = owner
    self.workstation = workstation
    let notice = Notice.confirmedText(policy: configuration.policy)
    isNoticeConfirmed = NoticeConfirmation(stateDirectory: stateDirectory)
      .isConfirmed(hash: Digest.blake2b256(Array(notice.utf8)))
    DrawList.sweep(stateDirectory: stateDirectory, today: Self.today)
    draws = try DrawList(
      stateDirectory: stateDirectory, campaign: configuration.policy.campaign.id,
      person: enrolment.employee, workstation: workstation,
      terms: configuration.policy.drawTerms(workstations: enrolment.workstations.count))
  }

  var noticeVersion: String { Notice.version(of: configuration.policy) }
  var longestMilliseconds: Int64 { Int64(configuration.policy.calls.longestMinutes) * 60_000 }

  /// Today where the employee sits.
  static var today: CalendarDay {
    CalendarDay(unixSeconds: Clock.unixSeconds + Int64(Clock.zoneOffsetSeconds))
  }

  /// Whether the campaign runs today.
  var readiness: Readiness {
    let campaign = configuration.policy.campaign
    let today = Self.today
    return campaign.starts <= today && today <= campaign.ends ? .ready : .off(.noCampaign)
  }

  /// All gates but the draw.
  func decide(_ call: CallFacts, isPrivate: Bool, hasIndicator: Bool) -> Verdict {
    let today = Self.today
    let circumstances = Circumstances(
      today: today, noticeConfirmed: isNoticeConfirmed, privateOn: isPrivate,
      recordedThisWeek: draws.selectedCount(inWeekOf: today), workstation: workstation,
      hasIndicator: hasIndicator)
    return CallPolicy.decide(
      call, policy: configuration.policy, enrolment: enrolment,
      customers: configuration.customers, circumstances: circumstances,
      isNever: configuration.isNever)
  }

  /// Draws the next eligible call (N3); where the list cannot be written no call is drawn.
  mutating func draw() throws(JournalError) -> Bool {
    try draws.draw(seeds: configuration.seeds, today: Self.today)
  }

  /// What the uploader has to do; files named in the policy lie in its directory.
  func uploadOrder(
    _ spool: Spool, inbox: Inbox, outbox: Outbox, filming: ClipLocation?, directory: String
  ) -> UploadOrder {
    let store = configuration.policy.store
    func path(_ file: String?) -> String? {
      file.map { $0.hasPrefix("/") ? $0 : directory + "/" + $0 }
    }
    return UploadOrder(
      spool: spool.root, store: store.url,
      credentials: store.credentials.flatMap(CredentialSource.init)?.path(
        configuration: directory, service: Account.variable("CREDENTIALS_DIRECTORY")),
      certificateAuthority: path(store.certificateAuthority), proxy: store.proxy,
      kilobytesPerSecond: store.kilobytesPerSecond, filming: filming,
      controller: configuration.controllerKey.text, inbox: workstation,
      inboxFolder: inbox.root, outbox: outbox.root)
  }

  /// Why the latest drawn call was drawn, for the journal.
  func choice(expires: CalendarDay) -> JournalEvent.Choice {
    JournalEvent.Choice(
      draw: draws.drawCount, share: configuration.policy.sampling.share,
      expires: expires)
  }

  /// Whether accessibility has to be on in the session: within the campaign, for windows whose
  /// programs have to be asked.
  var needsAccessibility: Bool {
    readiness == .ready && needsAnswers
  }

  private var needsAnswers: Bool {
    configuration.policy.filmedWindows.contains { $0.accessibility == .required }
  }

  func filmOrder(spool: Spool, stateDirectory: String) -> FilmOrder {
    FilmOrder(
      configuration.policy,
      lookbackMilliseconds: max(
        configuration.policy.redaction.lookbackMilliseconds,
        needsAnswers ? Int(Toolkit.longestWait) : 0),
      spool: spool.root,
      workstationKeyFile: WorkstationKey.path(stateDirectory: stateDirectory))
  }

  /// What the clip of a call says; `answeredUnix` in milliseconds.
  ///
  /// `own` is the employee's own key, where they have one.
  func clipOrder(_ call: CallFacts, answeredUnix: Int64, own: PublicKey?) -> ClipOrder {
    let policy = configuration.policy
    let employee = own.map { ClipOrder.Recipient(name: enrolment.employee, key: $0) }
    let day = CalendarDay(unixSeconds: answeredUnix / 1000)
    return ClipOrder(
      clip: .random(), journalHead: [UInt8](repeating: 0, count: 32),
      campaign: policy.campaign.id, application: policy.campaign.application,
      employee: enrolment.employee, callID: call.callID, number: call.number, queue: call.queue,
      answeredUnixMilliseconds: answeredUnix, controllerName: policy.controller.name,
      controllerKey: configuration.controllerKey,
      recipients: configuration.recipients(on: Self.today).map { recipient in
        ClipOrder.Recipient(name: recipient.name, key: recipient.key)
      } + [employee].compactMap { $0 },
      // F12: six months are the most, also where the policy counts the last day in.
      expires: min(policy.lastDay(ofClipRecorded: day) + 1, day + FormatLimits.retentionDays),
      mayExport: policy.access.export,
      policyHash: configuration.policyHash, policyOwner: owner,
      minimumSeconds: policy.video.shortestClipSeconds)
  }
}
