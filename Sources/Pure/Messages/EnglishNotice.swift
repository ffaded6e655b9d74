internal import CallPolicy
internal import Patterns
internal import Timeline

/// The notice in English.
struct EnglishNotice: NoticeWords {
  private let language = Language.english

  func title(_ policy: Policy) -> String {
    "Recording of your screen during client calls, for training"
  }

  func section(_ part: NoticePart, _ policy: Policy) -> NoticeSection {
    switch part {
    case .controller: controller(policy)
    case .purpose: purpose(policy)
    case .filmed: filmed(policy)
    case .neverFilmed: neverFilmed(policy)
    case .choice: choice(policy)
    case .means: means(policy)
    case .data: EnglishDuties.data(policy)
    case .access: EnglishDuties.access(policy)
    case .basis: EnglishDuties.basis(policy)
    case .council: EnglishDuties.council(policy)
    case .security: EnglishDuties.security()
    case .rights: EnglishDuties.rights(policy)
    case .expected: expected(policy)
    case .indicator: indicator(policy)
    case .stopping: stopping(policy)
    case .appraisal: EnglishDuties.appraisal()
    }
  }

  private func controller(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "Who is responsible",
      [
        .paragraph(
          "\(TextLayout.stopped(policy.controller.name)) Write to: \(policy.controller.contact). "
            + "This is version \(policy.notice.version) of the notice. The written protocol is at "
            + "\(policy.notice.protocolAddress)."),
        .paragraph(
          "It is the same wherever you work: in the office, at home or elsewhere. You confirm "
            + "that you have read it; that is not consent, and nobody is told who has not "
            + "confirmed. Until you confirm, nothing is recorded."),
      ])
  }

  private func purpose(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "What it is for",
      [
        .paragraph(
          "Training on the application \(policy.campaign.application), and nothing else: not "
            + "appraisal, not quality scores, not surveillance."),
        .paragraph("Why: " + TextLayout.stopped(policy.justification.necessity.text(in: language))),
        .paragraph(
          "Tried or considered before: "
            + TextLayout.stopped(policy.justification.alternatives.text(in: language))
            + " Weighing of interests: \(dated(policy.justification.balancing)). Impact "
            + "assessment: \(dated(policy.justification.impactAssessment))."),
        .paragraph(
          "The campaign \(policy.campaign.id) runs from \(policy.campaign.starts.text) to "
            + "\(policy.campaign.ends.text). Only people who need this training take part, each "
            + "with a reason, an end date and named trainers."),
      ])
  }

  private func filmed(_ policy: Policy) -> NoticeSection {
    let windows = policy.filmedWindows.map { NoticeSection.Block.item(described($0)) }
    return NoticeSection(
      "What is filmed",
      [.paragraph("Continuous video of these windows only, and the pointer over them:")]
        + windows
        + [
          .paragraph(
            "From the moment a call is answered until it ends. Not while it rings, not "
              + "afterwards, not while the caller is on hold. At most "
              + "\(policy.calls.longestMinutes) minutes of one call.")
        ])
  }

  private func described(_ window: WindowRule) -> String {
    let title = window.title.map { ", title \($0.text)" } ?? ""
    switch (window.area, window.url) {
    case (.document, let url?):
      return "the page \(url.text) in \(window.windowClass.text)\(title), without tabs and "
        + "address bar"
    case (.window, let url?):
      return "windows of \(window.windowClass.text)\(title) that show \(url.text)"
    case (.document, nil): return "the page in windows of \(window.windowClass.text)\(title)"
    case (.window, nil): return "windows of \(window.windowClass.text)\(title)"
    }
  }

  private func neverFilmed(_ policy: Policy) -> NoticeSection {
    let masked = policy.maskedFields.count
    let fields =
      masked == 0
      ? ""
      : " \(masked) kind\(masked == 1 ? "" : "s") of further fields that training does not "
        + "need \(masked == 1 ? "is" : "are") blackened in the same way."
    return NoticeSection(
      "What is never filmed",
      [
        .paragraph(
          "Other windows, the desktop, mail, chat, notifications. Your camera, microphone, "
            + "keyboard, clipboard and browsing history are not read. No still picture is ever made."
        ),
        .paragraph("Passwords are blackened before the film is made." + fields),
        .paragraph(
          "Calls with anybody who is not a customer, calls with a hidden number, calls with "
            + "protected numbers, and calls that are kept as evidence are not recorded, and "
            + "leave no trace."),
      ])
  }

  private func choice(_ policy: Policy) -> NoticeSection {
    let share = TextLayout.percent(policy.sampling.share)
    return NoticeSection(
      "How calls are chosen",
      [
        .paragraph(
          "By a draw that nobody can steer: about \(share) of your calls that may be recorded, "
            + "and at most \(policy.sampling.perPersonPerWeek) a week. The draw is made when you "
            + "answer, from \(policy.sampling.seeds.count + 1) secret numbers that were promised "
            + "by different parties before the campaign. Anybody can recompute it later, once "
            + "they are revealed."),
        .paragraph(
          "After a call you are told whether it was recorded. \"callreel journal\" lists your "
            + "recorded calls."),
      ])
  }

  private func means(_ policy: Policy) -> NoticeSection {
    let export =
      policy.access.export
      ? "Trainers may save a recording as a file." : "Recordings cannot be saved as a file."
    return NoticeSection(
      "How it works",
      [
        .paragraph(
          "The program Callreel on your workstation looks at the windows \(policy.video.rate) "
            + "times a second, hides what must not be seen, and locks the film so that only the "
            + "trainers can open it. It has no sound. Films shorter than "
            + "\(policy.video.shortestClipSeconds) seconds are destroyed. \(export)")
      ])
  }

  private func expected(_ policy: Policy) -> NoticeSection {
    NoticeSection(
      "What is expected of you in such calls",
      [
        .paragraph(
          "Work as always. Callers are told beforehand: "
            + "\"\(policy.notice.callerMessage.text(in: language))\" If a caller objects, say so "
            + "with your telephone or with \"callreel call caller-objected\": the recording is "
            + "destroyed.")
      ])
  }

  private func indicator(_ policy: Policy) -> NoticeSection {
    let banner =
      policy.indicator.banner == .always
      ? "A banner shows beside the icon."
      : "Where it is not certain that you see the icon, a banner shows it."
    return NoticeSection(
      "What icon and banner mean",
      [
        .item("red dot, \"\(BannerText.recording(in: language))\": your screen is being filmed"),
        .item("two bars, \"\(BannerText.paused(in: language))\": the recording is paused"),
        .item("a ring, with or without a dot, or a padlock: nothing is recorded"),
        .paragraph(
          "Nothing is filmed unless you can see this. \(banner) There is no sound: the picture "
            + "is the sign."),
      ])
  }

  private func stopping(_ policy: Policy) -> NoticeSection {
    let hotkey = policy.privateSwitch.hotkey.map { " or the keys \($0)" } ?? ""
    return NoticeSection(
      "How to switch it off",
      [
        .paragraph(
          "\"callreel private on\", the tray icon\(hotkey), at any time, without a reason. "
            + "Between calls it stays off until you switch it on again; in a call it stays off "
            + "until that call ends. \"callreel private erase\" destroys the recording of the "
            + "call that is running or has just ended. Nobody counts this, and in the film it "
            + "looks like any other pause.")
      ])
  }

  private func dated(_ document: DocumentReference) -> String {
    "\(document.reference) of \(document.date.text)"
  }
}
