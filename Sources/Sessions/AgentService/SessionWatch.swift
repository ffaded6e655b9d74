import CallMachine
import LinuxSystem
import SessionBus

/// Whether the employee sits before this session's screen, from all who tell of it.
final class SessionWatch {
  private let onChange: (Set<SessionAbsence>) -> Void
  private var logind: LogindSession?
  private var lockers: ScreenLockers?
  private var isCovered = false

  /// `bus`: the session's own; `onChange` hears all that keeps the employee away, as it changes.
  init(bus: BusConnection, onChange: @escaping (Set<SessionAbsence>) -> Void) {
    self.onChange = onChange
    let logind = LogindSession { [unowned self] in tell() }
    self.logind = logind
    lockers = ScreenLockers(bus: bus) { [unowned self] isCovered in
      self.isCovered = isCovered
      if !isCovered { logind.lockerOpened() }
      tell()
    }
    logind.connect()
  }

  var absences: Set<SessionAbsence> {
    (logind?.absences ?? []).union(isCovered ? [.locked] : [])
  }

  /// For poll; nil without a system bus.
  var watch: Waiting.Watch? { logind?.watch }
  var millisecondsToNextTimeout: Int? { logind?.millisecondsToNextTimeout }

  func process() { logind?.process() }

  /// Tries a system bus that was lost once more.
  func connectAgain() {
    if logind?.isDisconnected == true { logind?.connect() }
  }

  func delaySleep() { logind?.delaySleep() }
  func allowSleep() { logind?.allowSleep() }

  private func tell() { onChange(absences) }
}
