internal import CallPolicy
internal import Patterns
internal import Timeline

/// The report in English.
struct EnglishReport: ReportWords {
  private let language = Language.english

  func title(_ policy: Policy) -> String {
    "Report on screen recordings of client calls"
  }

  func section(_ part: ReportPart, _ policy: Policy) -> NoticeSection {
    switch part {
    case .what: what(policy)
    case .why: why(policy)
    case .when: when(policy)
    case .who: who(policy)
    case .choice: choice(policy)
    case .periods: periods(policy)
    case .filmed: filmed(policy)
    case .rules: NoticeSection("Which rule is kept by what", ruleItems)
    case .holes: holes(policy)
    case .questions: questions()
    }
  }

  private func what(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "What",
      [
        .paragraph(
          "\(policy.controller.name) (\(policy.controller.contact)) has continuous video made of "
            + "windows of the application \(policy.campaign.application) during client calls, "
            + "without sound, for training and for nothing else. Notice version "
            + "\(policy.notice.version); protocol: \(policy.notice.protocolAddress).")
      ])
  }

  private func why(_ policy: Policy) -> NoticeSection {
    let basis =
      switch policy.notice.legalBasis {
      case .legitimateInterest: "legitimate interest"
      case .legalObligation: "a legal obligation"
      case .publicTask: "a task in the public interest"
      }
    let council =
      switch policy.notice.worksCouncil {
      case .agreed(let decision, _): "agreed, \(decision.reference) of \(decision.date.text)"
      case .none(let reason): "none: " + reason.text(in: language)
      }
    let papers = policy.justification
    return NoticeSection(
      "Why",
      [
        .item("legal basis: \(basis) (GDPR article 6); employees' consent is not one"),
        .item("necessity: " + papers.necessity.text(in: language)),
        .item("milder means that were tried: " + papers.alternatives.text(in: language)),
        .item(
          "balancing of interests: \(papers.balancing.reference) of \(papers.balancing.date.text)"),
        .item(
          "impact assessment: \(papers.impactAssessment.reference) of "
            + papers.impactAssessment.date.text),
        .item("works council: " + council),
        .item("callers hear: " + policy.notice.callerMessage.text(in: language)),
      ])
  }

  private func when(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "When",
      [
        .paragraph(
          "Campaign \(policy.campaign.id), from \(policy.campaign.starts.text) to \(policy.campaign.ends.text), "
            + "\(policy.campaign.ends - policy.campaign.starts + 1) days. Of a call, from pick-up "
            + "to hang-up, at most \(policy.calls.longestMinutes) minutes; not while it rings, "
            + "not on hold, not while the employee has switched recording off.")
      ])
  }

  private func who(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Who",
      [
        .paragraph(
          "Filmed are only people with an enrolment of their own: a reason, an end date, named "
            + "trainers, and a notice that they have confirmed having read. This report names "
            + "none of them."),
        .item("trainers with a key: \(policy.count(.trainer)), each for the people they train"),
        .item("recovery keys: \(policy.count(.recovery)), which open together only"),
        .item("the controller: the caller's number and the queue, not the film"),
        .item("servers and administrators: sealed objects, their sizes, days and times of storing"),
      ])
  }

  private func choice(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "How calls are chosen",
      [
        .paragraph(
          "\(TextLayout.percent(policy.sampling.share)) of the calls that may be recorded, at most "
            + "\(policy.sampling.perPersonPerWeek) a person and week, by a draw from "
            + "\(policy.sampling.seeds.count + 1) seeds of different parties that can be "
            + "recomputed afterwards. The law's guidance allows samples only: the program refuses "
            + "more than \(TextLayout.percent(Limits.share)) and more than "
            + "\(Limits.perPersonPerWeek.upperBound) a week.")
      ])
  }

  private func periods(_ policy: Policy) -> NoticeSection {
    let last = policy.campaign.ends + Limits.clipDaysAfterCampaign
    let draws = policy.campaign.ends + Limits.drawDaysAfterCampaign
    return NoticeSection(
      "How long",
      [
        .item("films: \(policy.retention.clipDays) days, none after \(last.text)"),
        .item("the employee's journal: \(Limits.journalDays) days"),
        .item("access records, requests and answers: \(Limits.accessLogDays) days"),
        .item("draws: until \(draws.text)"),
      ])
  }

  private func filmed(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Which windows",
      policy.filmedWindows.map { window in
        .item(
          window.windowClass.text + (window.title.map { ", title \($0.text)" } ?? "")
            + (window.url.map { ", page \($0.text)" } ?? ""))
      } + [
        .item("fields that are blackened besides passwords: \(policy.maskedFields.count)")
      ])
  }

  private func holes(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Known holes",
      [
        .paragraph("What the program cannot keep by itself, whatever the policy says:"),
        .item("who has root on a workstation can change the program and read its seeds"),
        .item("who films a trainer's screen with a camera has the film"),
        .item("a secret in a field that its program does not mark as a password is filmed"),
        .item("a copy of a key object in a backup opens a film until the backup goes"),
        .item("a call that the telephone reports wrongly is judged wrongly"),
        .item("the draw proves what was drawn, not that each eligible call was put to it"),
      ]
        + ReportDoor.allCases.filter(policy.openedDoors.contains).map { .item(opened($0)) })
  }

  private func opened(_ door: ReportDoor) -> String {
    switch door {
    case .export: "this policy lets trainers save films as files, which nothing erases"
    case .noAccessibility:
      "this policy vouches that a window shows no password: it is filmed without looking for one"
    case .noCouncil: "this policy goes without a works council's agreement"
    case .noNeverList: "this policy has no list of numbers that are never recorded"
    case .noWorkstationList:
      "this policy has no signed list of workstations: trainers cannot tell whose film it "
        + "is, and a person at two workstations is not noticed"
    case .noMaskedFields: "this policy has no field blackened but passwords"
    }
  }

  private func questions() -> NoticeSection {
    NoticeSection(
      "Questions left to people",
      [
        .item("does one of the trainers appraise a person that they train (N11)?"),
        .item("does every login belong to one person (F7)?"),
        .item("does a person work at several workstations, and does their enrolment say so (F8)?"),
        .item("who holds the seeds, and can one person read all of them (N3)?"),
        .item("do callers hear the message before they are connected, on every line (N5)?"),
        .item("are the customers' numbers those of customers only, and up to date (N2)?"),
        .item("which protected people are on the never-list, and who keeps it (F11)?"),
        .item("do backups of the store reach beyond the periods above (N10)?"),
        .item("who answers requests within \(Limits.answerDays) days, also in holidays (N9)?"),
      ])
  }
}
