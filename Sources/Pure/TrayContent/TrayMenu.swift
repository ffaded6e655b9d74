package import CallPolicy
internal import Messages

/// What the employee can do from the tray.
package enum TrayAction: Int32, CaseIterable, Sendable {
  case togglePrivate = 100
  case erase = 101
  case callerObjects = 102
  case showNotice = 103
  case showJournal = 104
  case showHelp = 105
  case showAccesses = 106
  case showRequests = 107
}

/// One line of the menu.
package struct TrayMenuLine: Equatable, Sendable {
  package enum Kind: Equatable, Sendable {
    /// Words to read: not greyed, and nothing happens when they are chosen.
    case words
    case action
    case check(isOn: Bool)
    case separator
  }

  /// Its number on the bus; an action's is that of the action, whatever else the menu holds.
  package var number: Int32
  package var kind: Kind
  package var label: String
  package var isEnabled: Bool
}

/// The menu of the tray item.
package struct TrayMenu: Equatable, Sendable {
  package var lines: [TrayMenuLine]

  package init(_ status: TrayStatus, in language: Language) {
    var lines: [TrayMenuLine] = []
    let said = [status.title(in: language)] + status.lines(in: language)
    for (index, text) in said.enumerated() {
      lines.append(
        TrayMenuLine(number: Int32(index + 1), kind: .words, label: text, isEnabled: true))
    }
    func separate(_ number: Int32) {
      lines.append(TrayMenuLine(number: number, kind: .separator, label: "", isEnabled: true))
    }
    func offer(_ action: TrayAction, _ text: String, _ isEnabled: Bool = true) {
      let kind =
        action == .togglePrivate ? .check(isOn: status.isPrivate) : TrayMenuLine.Kind.action
      lines.append(
        TrayMenuLine(number: action.rawValue, kind: kind, label: text, isEnabled: isEnabled))
    }
    separate(50)
    offer(.togglePrivate, TrayText.privateSwitch(in: language))
    let isLast = status.erasable == .lastCall
    let isErasable = status.erasable != .nothing
    offer(.erase, TrayText.erase(last: isLast, in: language), isErasable)
    offer(.callerObjects, TrayText.callerObjects(last: isLast, in: language), isErasable)
    separate(51)
    offer(.showNotice, TrayText.notice(in: language))
    offer(.showJournal, TrayText.journal(in: language))
    offer(.showAccesses, TrayText.accesses(in: language))
    offer(.showRequests, TrayText.requests(in: language))
    offer(.showHelp, TrayText.help(in: language))
    self.lines = lines
  }

  package func line(_ number: Int32) -> TrayMenuLine? { lines.first { $0.number == number } }

  /// What a click on this line does; nil where it does nothing.
  package func action(_ number: Int32) -> TrayAction? {
    guard let line = line(number), line.isEnabled else { return nil }
    return TrayAction(rawValue: number)
  }
}
