package import Timeline

/// The whole of `policy.toml`: what may be recorded, how, and for whom.
///
/// Training is the only purpose (F3), so it has no property. It names no employee.
package struct Policy: Equatable, Sendable {
  package var controller: Controller
  package var justification: Justification
  package var notice: NoticeTerms
  package var campaign: Campaign
  package var calls: Calls
  package var queues: [Queue]
  package var sampling: Sampling
  package var windows: [WindowRule]
  package var sensitive: [SensitiveRule]
  package var video: Video
  package var redaction: RedactionTerms
  package var retention: Retention
  package var access: Access
  package var indicator: Indicator
  package var privateSwitch: PrivateSwitch
  package var sources: [Source]
  package var store: Store
  package var recipients: [Recipient]

  package init(
    controller: Controller, justification: Justification, notice: NoticeTerms,
    campaign: Campaign, calls: Calls, queues: [Queue], sampling: Sampling,
    windows: [WindowRule], sensitive: [SensitiveRule] = [], video: Video = Video(),
    redaction: RedactionTerms = RedactionTerms(), retention: Retention = Retention(),
    access: Access = Access(), indicator: Indicator = Indicator(),
    privateSwitch: PrivateSwitch = PrivateSwitch(), sources: [Source] = [], store: Store,
    recipients: [Recipient]
  ) {
    self.controller = controller
    self.justification = justification
    self.notice = notice
    self.campaign = campaign
    self.calls = calls
    self.queues = queues
    self.sampling = sampling
    self.windows = windows
    self.sensitive = sensitive
    self.video = video
    self.redaction = redaction
    self.retention = retention
    self.access = access
    self.indicator = indicator
    self.privateSwitch = privateSwitch
    self.sources = sources
    self.store = store
    self.recipients = recipients
  }

  /// A recovery key is two people's together.
  static let recoveryHolders = 2

  /// The one value of `purpose` (F3).
  package static let purpose = "training"

  /// The windows of the campaign's application; no others are filmed (F5).
  package var filmedWindows: [WindowRule] {
    windows.filter { $0.application == campaign.application }
  }

  /// The fields of the campaign's application that are masked (N16).
  package var maskedFields: [SensitiveRule] {
    sensitive.filter { $0.application == campaign.application }
  }

  /// The last day on which a clip of `day` may be opened (F12).
  package func lastDay(ofClipRecorded day: CalendarDay) -> CalendarDay {
    min(day + retention.clipDays, campaign.ends + Limits.clipDaysAfterCampaign)
  }

  /// Those to whom a clip of this person is sealed on this day: enrolled trainers, and recovery.
  ///
  /// Recovery keys open together only: where the day of one has come, the other gets nothing.
  package func recipients(for enrolment: Enrolment, on day: CalendarDay) -> [Recipient] {
    let current = recipients.filter { day <= $0.until }
    let hasPair = current.count { $0.role == .recovery } == Self.recoveryHolders
    return current.filter { recipient in
      switch recipient.role {
      case .recovery: hasPair
      case .trainer: enrolment.trainers.contains(recipient.name)
      }
    }
  }

  func queue(named name: String?) -> Queue? {
    queues.first { $0.name == name }
  }
}
