import CallMachine
import LinuxSystem
import SessionBus
import Timeline

/// The session around the film: locked, switched away, asleep.
extension Agent {
  /// How long a film may take to be sealed before the machine sleeps, in milliseconds.
  private static let sealingPatience: Int64 = 500

  func watchSession() {
    session = SessionWatch(bus: bus) { [unowned self] absences in
      handleAlways(.session(absences))
    }
    if let session { handleAlways(.session(session.absences)) }
  }

  /// While a call is filmed the machine sleeps only once the film is sealed.
  func settleSleep() {
    guard let session else { return }
    guard machine.needsIndicator else {
      sleepTold = nil
      return session.allowSleep()
    }
    if !session.absences.contains(.suspended) {
      sleepTold = nil
      session.delaySleep()
    } else if sleepTold == nil {
      sleepTold = now
    }
  }

  /// The recorder has sealed what there was, or has had the time to.
  func allowSleep(after report: RecorderNews) {
    guard let told = sleepTold else { return }
    if report == .sealed || now > told.advanced(milliseconds: Self.sealingPatience) {
      session?.allowSleep()
    }
  }

  /// What the recorder was heard to do since the machine was told to sleep.
  enum RecorderNews {
    case sealed
    case nothing
  }
}
