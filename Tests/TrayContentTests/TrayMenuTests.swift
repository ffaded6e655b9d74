import CallPolicy
import Messages
import Testing

@testable import TrayContent

@Suite("The tray's words") struct TrayMenuTests {
  private static let off = OffReason.allCases.map {
    TrayStatus(state: .off, reason: $0.rawValue)
  }
  private static let held = HeldReason.allCases.map {
    TrayStatus(
      state: .held, reason: $0.rawValue, minutes: 3,
      choice: DrawnChoice(number: 7, share: 0.125), erasable: .runningCall)
  }
  private static let others = [
    TrayStatus(state: .idle), TrayStatus(state: .idle, isUploading: true, isNoticeDue: true),
    TrayStatus(state: .idle, erasable: .lastCall, unread: 1),
    TrayStatus(state: .idle, erasable: .lastCall, unread: 2), TrayStatus(state: .armed),
    TrayStatus(state: .recording, minutes: 0, erasable: .runningCall),
    TrayStatus(state: .recording, minutes: 1, erasable: .runningCall),
    TrayStatus(state: .privateOn, isPrivate: true),
    TrayStatus(state: .privateOn, isPrivate: true, isPrivateForCall: true),
    TrayStatus(
      state: .held, reason: "private", minutes: 61, isPrivate: true, isPrivateForCall: true,
      erasable: .runningCall),
  ]
  static let all = off + held + others

  @Test("are sentences, in three different languages", arguments: all)
  func complete(status: TrayStatus) {
    let said = Language.allCases.map { language in
      [status.title(in: language)] + status.lines(in: language)
    }
    for sentences in said {
      for sentence in sentences {
        #expect(sentence.first?.isUppercase == true || sentence.first?.isNumber == true)
        #expect(sentence.last == "." && !sentence.contains("..") && !sentence.contains("  "))
        #expect(!sentence.contains("<") && !sentence.contains("&"), "it may be read as marks")
      }
    }
    for index in said[0].indices {
      #expect(Set(said.map { $0[index] }).count == 3, "\(said[0][index])")
    }
    let labels = Language.allCases.map { language in
      TrayMenu(status, in: language).lines.filter { $0.kind != .separator }.map(\.label)
    }
    for index in labels[0].indices {
      #expect(Set(labels.map { $0[index] }).count == 3, "\(labels[0][index])")
      #expect(labels.allSatisfy { !$0[index].isEmpty })
    }
  }

  @Test("name callreel doctor where something is wrong here", arguments: Language.allCases)
  func advice(language: Language) {
    let advice = TrayText.sentence(DoctorAdvice.sentence(in: language))
    for (reason, status) in zip(OffReason.allCases, Self.off) {
      #expect(status.lines(in: language).contains(advice) == (reason.advice() != nil))
    }
    for (reason, status) in zip(HeldReason.allCases, Self.held) {
      #expect(status.lines(in: language).contains(advice) == (reason.advice() != nil))
    }
  }

  @Test("of menu lines have one number each, and actions keep theirs", arguments: all)
  func numbers(status: TrayStatus) {
    let menu = TrayMenu(status, in: .english)
    #expect(Set(menu.lines.map(\.number)).count == menu.lines.count)
    for action in TrayAction.allCases {
      let line = menu.line(action.rawValue)
      #expect(line?.kind == (action == .togglePrivate ? .check(isOn: status.isPrivate) : .action))
      #expect((menu.action(action.rawValue) == action) == (line?.isEnabled == true))
    }
    #expect(menu.line(TrayAction.togglePrivate.rawValue)?.isEnabled == true, "N12: always")
  }

  @Test("offer to erase only where there is something")
  func erasing() {
    let nothing = TrayMenu(TrayStatus(state: .armed), in: .english)
    #expect(nothing.action(TrayAction.erase.rawValue) == nil)
    #expect(nothing.action(TrayAction.callerObjects.rawValue) == nil)
    let running = TrayMenu(TrayStatus(state: .recording, erasable: .runningCall), in: .english)
    let last = TrayMenu(TrayStatus(state: .idle, erasable: .lastCall), in: .english)
    for menu in [running, last] {
      #expect(menu.action(TrayAction.erase.rawValue) == .erase)
      #expect(menu.action(TrayAction.callerObjects.rawValue) == .callerObjects)
    }
    #expect(running.line(101)?.label != last.line(101)?.label)
  }

  @Test("say numbers right")
  func plurals() {
    func text(_ minutes: Int) -> [String] {
      Language.allCases.map { TrayText.running(minutes: minutes, in: $0) }
    }
    #expect(text(1)[0].contains("1 minute.") && text(2)[0].contains("2 minutes."))
    #expect(text(1)[1].contains("1 minute.") && text(2)[1].contains("2 minutes."))
    #expect(text(1)[2].contains("1 minuut.") && text(2)[2].contains("2 minuten."))
    #expect(TrayText.unread(1, in: .french).contains("1 appel enregistré que"))
    #expect(TrayText.unread(2, in: .french).contains("2 appels enregistrés que"))
    #expect(TrayText.unread(1, in: .dutch).contains("1 opgenomen gesprek dat"))
  }

  @Test("are the same for every call that is not recorded (N3)")
  func alike() {
    // The agent leaves reasons out; even one that came would not be said.
    let drawn = TrayStatus(state: .armed, reason: "starting")
    let other = TrayStatus(state: .armed, reason: "not-drawn")
    #expect(drawn.lines(in: .english) == other.lines(in: .english))
    #expect(TrayMenu(drawn, in: .english) == TrayMenu(other, in: .english))
    #expect(drawn.icon == other.icon)
  }

  @Test("of a private call are not those of another pause")
  func privateCall() {
    let status = Self.others[9]
    #expect(status.icon == TrayIcon(.privateOn))
    #expect(status.title(in: .english) == "You switched recording off for this call.")
  }
}
