import ClipFormat
import ClipSealing
import Glibc
import LinuxSystem
import Timeline

/// A desk whose programs are killed, one call after the other.
package final class CrashDesk {
  private static let fragmentMilliseconds: Int64 = 2000
  private static let lookback: Int64 = 300
  /// What a busy machine takes on top of fragment and look-back.
  private static let slack: Int64 = 500
  private static let minimum: Int64 = 2000
  private static let lease: Int64 = 250

  private let desk: Desk
  private let window: DeskWindow
  private var record = CrashRecord()

  package init() throws {
    var setting = Desk.Setting()
    setting.terms.segmentSeconds = 4
    desk = try Desk(setting)
    window = try desk.window()
  }

  package func run(_ moments: [CrashMoment]) throws -> CrashRecord {
    for moment in moments {
      do {
        try run(moment)
      } catch {
        record.fault("\(moment): \(error)")
        return record
      }
    }
    return record
  }

  private func run(_ moment: CrashMoment) throws {
    let call = try desk.callUntilRecorded()
    for step in 0..<moment.filmedMilliseconds / 100 {
      try window.paint(step.isMultiple(of: 2) ? "303030" : "c0c0c0")
      try desk.pass(milliseconds: 95)
    }
    // The newest: that of a call which was not drawn may be on its way out.
    let recorder = desk.processes(CrashMoment.Victim.recorder.rawValue).max()
    var filmEnd: BootTime?
    switch moment.phase {
    case .beginning, .filming: break
    case .held: filmEnd = try desk.tell("held", call.identifier)
    case .closing: filmEnd = try desk.tell("ended", call.identifier)
    case .uploading:
      filmEnd = try desk.tell("ended", call.identifier)
      while let recorder, ProcessTable.state(of: recorder).map({ $0 != "Z" }) ?? false {
        usleep(500)
      }
    }
    usleep(moment.delayMicroseconds)
    let victim =
      switch moment.victim {
      case .agent: desk.agent.identifier
      case .recorder: recorder
      case .uploader: desk.processes(moment.victim.rawValue).first
      }
    let hasEnded =
      moment.phase == .uploading
      || recorder.map { ProcessTable.state(of: $0).map { $0 == "Z" } ?? true } == true
    let durable =
      SealedClip(moving: call.clip, along: [desk.policy.spool, desk.policy.store])?
      .sealedMilliseconds ?? 0
    if let victim { kill(victim, SIGKILL) }
    let killed = BootTime(nanoseconds: Clock.bootNanoseconds)
    if moment.victim == .recorder {
      if ![.closing, .uploading].contains(moment.phase) {
        try desk.wait(for: "the loss") { $0.state == "armed" }
        try desk.tell("ended", call.identifier)
      }
    } else {
      desk.agent.process.send(signal: Signal.kill)
      desk.agent.process.wait()
      try desk.restartAgent()
    }
    try desk.waitUntilStored()
    try judge(
      call, moment,
      Happened(
        filmed: call.time(of: min(killed, filmEnd ?? killed)), killed: killed, durable: durable,
        hasEnded: hasEnded))
  }

  /// What was so when the program was killed.
  private struct Happened {
    /// Until when the call was filmed.
    var filmed: CallTime
    var killed: BootTime
    /// The film on the disk, in milliseconds.
    var durable: Int64
    /// Whether the recorder had ended by itself, so that all film was sealed.
    var hasEnded: Bool
  }

  /// Holds what is in the store against what the call was.
  private func judge(_ call: FilmedCall, _ moment: CrashMoment, _ happened: Happened) throws {
    let filmed = happened.filmed
    let mayBeLost =
      happened.hasEnded
      ? Self.lookback : Self.fragmentMilliseconds + Self.lookback + Self.slack
    guard SealedClip.clips(in: desk.policy.store).contains(where: { $0.clip == call.clip }) else {
      record.noteDestroyed()
      if filmed.milliseconds >= Self.minimum + mayBeLost { record.fault("\(moment): no clip") }
      if happened.durable >= Self.minimum {
        record.fault("\(moment): \(happened.durable) ms were on the disk, and no clip is left")
      }
      return
    }
    let clip = try desk.stored(call)
    let report = try clip.verify()
    let opener = try clip.open(desk.policy.trainerKey())
    var end = CallTime.answered
    for number in clip.segments {
      let fragments = try opener.open(
        segment: number, bytes: clip.objects[.segment(number)] ?? [])
      end = max(end, fragments.last?.fragment.span.end ?? end)
    }
    if let closing = clip.objects[.closing] { _ = try opener.open(closing: closing) }
    let lost = filmed - end
    record.noteKept(lost: lost)
    if lost > mayBeLost { record.fault("\(moment): lost \(lost) ms") }
    if report.filmedMilliseconds < happened.durable {
      record.fault(
        "\(moment): of \(happened.durable) ms on the disk \(report.filmedMilliseconds) are left")
    }
    if end > call.time(of: happened.killed) + Self.lease {
      record.fault("\(moment): filmed after the end")
    }
    if report.filmedMilliseconds < Self.minimum { record.fault("\(moment): too short") }
    if !expectedEnds(moment).contains(report.closing) {
      record.fault("\(moment): closed as \(report.closing)")
    }
  }

  private func expectedEnds(_ moment: CrashMoment) -> [ClosingState] {
    switch moment.phase {
    case .beginning, .filming, .held: [.closed(.crash)]
    case .closing: [.closed(.crash), .closed(.ended)]
    case .uploading: [.closed(.ended)]
    }
  }
}
