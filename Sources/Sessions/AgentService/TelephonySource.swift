import LinuxSystem
import ProcessMessages
import Telephony

/// One `[[source]]` of the policy, from its start on, through all ends and new starts of its
/// program.
final class TelephonySource {
  let name: String
  let program: LaunchedProgram
  /// What its program has to know, but for the calls that are up.
  let settings: SourceSettings
  /// Nil while it waits for its next start.
  var pipes: SourcePipes?
  var rate = EventRate()
  /// When it was started, and when it was last heard, in milliseconds since the machine's start.
  var started: Int64 = 0
  var heard: Int64 = 0
  /// It sends heartbeats while its call is filmed, so its silence means something.
  var hasBeat = false
  var isFilmed = false
  /// What the log told of it last, so that it tells changes only.
  var told: LogEvent?
  private var delay = RestartDelay()
  private let timer: TimerDescriptor

  init(_ plan: SourcePlan) throws(SystemError) {
    name = plan.name
    program = plan.program
    settings = plan.settings
    timer = try TimerDescriptor()
  }

  /// Whether it is what the policy asks for now.
  func isAsked(by plan: SourcePlan) -> Bool {
    name == plan.name && program == plan.program && settings == plan.settings
  }

  /// For poll: what it says, or the moment of its next start.
  var descriptor: Int32 { pipes?.descriptor ?? timer.rawValue }

  /// Sets the clock for the next start.
  func waitForStart(isRefused: Bool) {
    let lived = Clock.bootMilliseconds - started
    let wait = delay.milliseconds(afterLiving: lived, isRefused: isRefused)
    try? timer.repeatEvery(nanoseconds: wait * 1_000_000)
  }

  /// Whether it is time for the next start.
  func isDue() -> Bool {
    guard pipes == nil, timer.expirations() > 0 else { return false }
    try? timer.disarm()
    return true
  }
}
