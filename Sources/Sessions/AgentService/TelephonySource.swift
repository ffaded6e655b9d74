import CallPolicy
import LinuxSystem
import ProcessMessages
import Telephony

/// One `[[source]]` of the policy, from its start on, through all ends and new starts of its
/// program.
final class TelephonySource {
  let source: Policy.Source
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

  init(_ source: Policy.Source) throws(SystemError) {
    self.source = source
    timer = try TimerDescriptor()
  }

  /// For poll: what it says, or the moment of its next start.
  var descriptor: Int32 { pipes?.descriptor ?? timer.rawValue }

  var program: LaunchedProgram {
    switch source.kind {
    case .baresip: .baresipSource
    case .ami: .managerSource
    case .program: .programSource
    }
  }

  /// What its program has to know; `calls` are those that it may find up.
  func settings(
    telephone: String?, secret: String?, directory: String, calls: [SourceSettings.KnownCall]
  ) -> SourceSettings {
    var settings = SourceSettings(queue: source.queue, calls: calls)
    switch source.kind {
    case .baresip(let address): settings.address = address
    case .program(let command): settings.command = command
    case .ami(let address, let line, let user, _, let tls, let authority):
      settings.address = address
      settings.account = .init(line: line ?? telephone ?? "", user: user, secret: secret ?? "")
      settings.isEncrypted = tls
      settings.certificateAuthority = authority.map { file in
        file.hasPrefix("/") ? file : directory + "/" + file
      }
    }
    return settings
  }

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
