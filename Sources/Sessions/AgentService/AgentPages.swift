import CallPolicy
import Configuration
import Journal
import JournalFormat
import LinuxSystem
import Messages
import Notifications
import ProcessMessages
import Timeline

/// The pages that the employee opens from the tray: notice, own recordings, who opened them,
/// requests, help (N4, N8, N9, F10).
extension Agent {
  /// Has a program of the desktop show a page that lies in the employee's own directory.
  func show(_ program: LaunchedProgram) {
    guard let path = program.page(below: place.state), let page = page(program) else { return }
    do throws(SystemError) {
      try Files.makeDirectories(Files.parent(of: path))
      try Files.replace(path: path, Array(page.utf8))
      try programs.show(program)
    } catch {
      cannotShow(program)
    }
  }

  /// Removes the pages of this and earlier sessions: the journal forgets, and so must its copies.
  func removePages() {
    try? Files.removeTree(LaunchedProgram.pages(below: place.state))
  }

  func cannotShow(_ program: LaunchedProgram) {
    let command =
      switch program {
      case .journalPage, .accessPage: "callreel journal"
      case .requestPage: "callreel request --help"
      case .helpPage: "callreel --help"
      default: "callreel notice"
      }
    signs?.notifier.tell(.noViewer(command: command))
  }

  private func page(_ program: LaunchedProgram) -> String? {
    guard let language = signs?.language else { return nil }
    switch program {
    case .noticePage:
      return policy.map {
        Notice.text(policy: $0.configuration.policy, language: language, format: .html)
      }
    case .journalPage: return TrayPage.journal(journalText(in: language), in: language)
    case .helpPage: return TrayPage.help(in: language)
    case .accessPage:
      return TrayPage.accesses(
        letters(today: SessionPolicy.today).accesses, calls: recordedCalls, in: language,
        zoneOffset: { Clock.zoneOffsetSeconds(at: $0) })
    case .requestPage:
      return TrayPage.requests(
        letters(today: SessionPolicy.today).requests, calls: recordedCalls, in: language)
    default: return nil
    }
  }

  /// None where the journal is not as it was written: its own page says so.
  private var recordedCalls: [RecordedCall] {
    RecordedCall.calls(in: (try? Journal(stateDirectory: place.state).read().entries) ?? [])
  }

  private func journalText(in language: Language) -> String {
    let now = Clock.unixSeconds
    let today = CalendarDay(unixSeconds: now + Int64(Clock.zoneOffsetSeconds(at: now)))
    do throws(JournalError) {
      let letters = letters(today: today)
      return JournalPage.text(
        try Journal(stateDirectory: place.state).read().entries, accesses: letters.accesses,
        requests: letters.requests, today: today, language: language,
        zoneOffset: { Clock.zoneOffsetSeconds(at: $0) })
    } catch {
      guard case .fault(let fault) = error else {
        return JournalPage.text([], today: today, language: language, zoneOffset: { _ in 0 })
      }
      return TrayText.sentence(JournalPage.sentence(fault, language: language)) + "\n"
    }
  }
}
