import LinuxSystem
import SessionBus

/// Holds a sleep of the machine back until the film is paused and sealed.
///
/// A `delay` lock of logind, which waits for it for a few seconds at most
/// (org.freedesktop.login1(5), InhibitDelayMaxSec). Where it is not granted the film goes on.
final class SleepDelay {
  private var lock: Descriptor?
  private var isAsked = false

  /// Asks logind for the lock, once until it is let go.
  func take(of manager: BusObject, on bus: BusConnection) {
    guard !isAsked else { return }
    isAsked = true
    let arguments = ["sleep", "Callreel", "A recording is paused and sealed", "delay"]
    do throws(BusError) {
      try bus.ask(manager, "Inhibit", arguments.map { .text($0) }) { [weak self] answer in
        self?.take(answer)
      }
    } catch {
      Log.note(.sleepNotDelayed)
    }
  }

  /// Lets the machine sleep.
  func letGo() {
    isAsked = false
    lock = nil
  }

  private func take(_ answer: BusAnswer) {
    // A machine without logind was told of already.
    if case .failure(.noSuchService) = answer { return }
    guard case .values(let reader) = answer, let number = try? reader.descriptor() else {
      return Log.note(.sleepNotDelayed)
    }
    let granted = Descriptor(owning: number)
    if isAsked { lock = consume granted }
  }
}
