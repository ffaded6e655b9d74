internal import CallPolicy
internal import Timeline

/// The parts of the English notice that say what becomes of the recordings.
enum EnglishDuties {
  private static let language = Language.english

  static func data(_ policy: Policy) -> NoticeSection {
    let last = policy.campaign.ends + Limits.clipDaysAfterCampaign
    let draws = policy.campaign.ends + Limits.drawDaysAfterCampaign
    return NoticeSection(
      "Which data, and for how long",
      [
        .item(
          "the film, with your name, the times of the call and its identifier: "
            + "\(policy.retention.clipDays) days, and never after \(last.text)"),
        .item("the caller's number and the queue: as long as the film"),
        .item(
          "the journal of your recorded calls, on your workstation: \(Limits.journalDays) days"),
        .item(
          "the record of who opened a film, and your requests with their answers: "
            + "\(Limits.accessLogDays) days"),
        .item("the list of draws, without numbers or names of callers: until \(draws.text)"),
        .item(
          "your confirmations of this notice and its text, on your workstation: until you remove "
            + "them"),
        .item("the key to your own films, if you make one: as long, and there"),
      ])
  }

  static func access(_ policy: Policy) -> NoticeSection {
    let people = policy.recipients.map { person -> NoticeSection.Block in
      switch person.role {
      case .trainer:
        .item("\(person.name), trainer, until \(person.until.text): films of people they train")
      case .recovery:
        .item("\(person.name), until \(person.until.text): only if a trainer's key is lost")
      }
    }
    return NoticeSection(
      "Who sees what, and when",
      [
        .paragraph(
          "You, at any time: on request, or with a key of your own. \"callreel key own new\" makes "
            + "it; it opens your calls from then on, and only your passphrase opens the key. Of "
            + "the people below, only the trainers that you were enrolled with, after the call "
            + "has ended:")
      ] + people + [
        .paragraph(
          "\(policy.controller.name), to answer requests: the caller's number and the queue, not "
            + "the film. Each time somebody lists, opens or saves a film it is recorded, and you "
            + "can read that record.")
      ])
  }

  static func basis(_ policy: Policy) -> NoticeSection {
    let basis =
      switch policy.notice.legalBasis {
      case .legitimateInterest: "the legitimate interest of \(policy.controller.name)"
      case .legalObligation: "a legal obligation of \(policy.controller.name)"
      case .publicTask: "a task in the public interest"
      }
    return NoticeSection(
      "Legal basis",
      [.paragraph("GDPR article 6: \(basis). It is not your consent.")])
  }

  static func council(_ policy: Policy) -> NoticeSection {
    let text =
      switch policy.notice.worksCouncil {
      case .agreed(let decision, _):
        "The works council agreed: \(decision.reference) of \(decision.date.text)."
      case .none(let reason):
        "No works council agreed, for this reason: "
          + TextLayout.stopped(reason.text(in: language))
      }
    let opening =
      policy.notice.worksCouncil.key == nil
      ? ""
      : " After the campaign the works council and \(policy.controller.name) can open the "
        + "list of your draws together, neither alone."
    return NoticeSection("Works council", [.paragraph(text + opening)])
  }

  static func security() -> NoticeSection {
    NoticeSection(
      "How it is secured",
      [
        .paragraph(
          "The film is encrypted on your workstation, to the people named above. Servers and "
            + "their administrators cannot open it. It is signed, so that changes, cuts and "
            + "missing parts show. When its time is over its keys are destroyed.")
      ])
  }

  static func rights(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Your rights",
      [
        .paragraph(TextLayout.stopped(policy.notice.rights.text(in: language))),
        .paragraph(
          "\"callreel request\" sends a request from your workstation; you have an answer within "
            + "\(Limits.answerDays) days. While an objection waits for its answer, you are not "
            + "recorded. You can also complain to the data protection authority."),
      ])
  }

  static func appraisal() -> NoticeSection {
    NoticeSection(
      "Not for appraisal",
      [
        .paragraph(
          "A recording and what is said about it are for your training. They are not used "
            + "against you: not in an appraisal, not for pay, not for discipline.")
      ])
  }
}
