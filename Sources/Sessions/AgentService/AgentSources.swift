import CallMachine
import CallPolicy
import Configuration
import LinuxSystem
import ProcessMessages
import SessionBus
import Telephony
import Timeline

/// Telephony besides the session bus: the sources of the policy.
extension Agent {
  /// How long a source that sends heartbeats may be silent while its call is filmed, in
  /// milliseconds.
  private static let silencePatience: Int64 = 3000

  /// Runs the sources of the policy that holds now; what is as before runs on.
  func followSources() {
    let plans =
      policy.map { policy in
        policy.configuration.policy.sources.map { source in
          SourcePlan(source, in: policy, directory: place.configuration)
        }
      } ?? []
    for old in sources where !plans.contains(where: { old.isAsked(by: $0) }) { letGo(old) }
    sources.removeAll { old in !plans.contains { old.isAsked(by: $0) } }
    for plan in plans where !sources.contains(where: { $0.isAsked(by: plan) }) {
      guard let made = try? TelephonySource(plan) else { continue }
      sources.append(made)
      start(made)
    }
  }

  /// What woke the agent may be a source, or the time to start one.
  func serveSources(_ ready: Set<Int32>) {
    for source in sources where ready.contains(source.descriptor) {
      guard let pipes = source.pipes else {
        if source.isDue() { start(source) }
        continue
      }
      // The number may have been another descriptor's when it was found ready.
      if pipes.hasMore { hear(source) }
    }
  }

  /// The session bus is a source as any: where it floods, nothing is known of its calls.
  func admitBusEvent() throws(BusRefusal) {
    let isKnown = busRate.isAdmitting
    guard !busRate.admits(1, milliseconds: Clock.bootMilliseconds) else { return }
    if isKnown {
      Log.note(.sourceFlooded)
      handleAlways(.sourceLost(.bus))
    }
    throw BusRefusal(
      name: "TooManyEvents",
      message: "more than \(EventRate.mostInSecond) events in a second: "
        + "tell less, and again of calls that are up")
  }

  private func start(_ source: TelephonySource) {
    source.started = Clock.bootMilliseconds
    source.heard = source.started
    source.rate = EventRate()
    source.hasBeat = false
    source.isFilmed = false
    guard let pipes = try? programs.startSource(source.program) else {
      return source.waitForStart(isRefused: false)
    }
    let unixNow = Clock.unixMicroseconds
    let bootNow = now
    let calls = machine.lostCalls(of: .source(source.name)).map { call in
      let age = (bootNow.nanoseconds - call.answered.nanoseconds) / 1000
      return SourceSettings.KnownCall(
        callID: call.facts.callID, number: call.facts.number, answered: unixNow - age)
    }
    source.pipes = pipes
    var settings = source.settings
    settings.calls = calls
    pipes.tell(.settings(settings))
    tellSourcesOfFilm()
  }

  /// A source is asked for more while a call of its own is filmed, and only then.
  func tellSourcesOfFilm() {
    for source in sources {
      let isFilmed = machine.filmedOrigin == .source(source.name)
      guard let pipes = source.pipes, isFilmed != source.isFilmed else { continue }
      source.isFilmed = isFilmed
      source.hasBeat = false
      pipes.tell(.recording(isFilmed))
    }
  }

  /// A source that has stopped in the middle of a film is as good as gone.
  func checkSources() {
    for source in sources where source.isFilmed && source.hasBeat {
      if Clock.bootMilliseconds - source.heard > Self.silencePatience {
        lose(source, .sourceUnreachable)
      }
    }
  }

  private func hear(_ source: TelephonySource) {
    do throws(DialogueFault) {
      guard let lines = try source.pipes?.lines() else { return lose(source, nil) }
      guard source.rate.admits(lines.count, milliseconds: Clock.bootMilliseconds) else {
        return lose(source, .sourceFlooded)
      }
      // An event may bring another policy, which lets a source go.
      for line in lines where source.pipes != nil { try take(line, from: source) }
    } catch {
      lose(source, error == .excessive ? .sourceFlooded : .sourceMalformed)
    }
  }

  private func take(_ line: [UInt8], from source: TelephonySource) throws(DialogueFault) {
    let told = try SourceLineParsing.parse(line)
    source.heard = Clock.bootMilliseconds
    note(.sourceReady, of: source)
    guard let (event, details) = told else {
      source.hasBeat = source.isFilmed
      return
    }
    do throws(BusRefusal) {
      try take(event, details, from: .source(source.name))
    } catch {
      Log.note(.eventRefused)
    }
  }

  /// Nothing is known of its calls from here on; the launcher tells when its program is gone.
  private func lose(_ source: TelephonySource, _ reason: LogEvent?) {
    guard let pipes = source.pipes else { return }
    if let reason { note(reason, of: source) }
    programs.end(pipes)
    endedSources[pipes.number] = source
    source.pipes = nil
    source.isFilmed = false
    handleAlways(.sourceLost(.source(source.name)))
  }

  /// A source's program has ended; the next one is started after a while.
  func take(sourceReport report: LaunchReport) {
    if let source = sources.first(where: { $0.pipes?.number == report.number }) {
      // What it said before it ended comes first.
      while let pipes = source.pipes, pipes.number == report.number, pipes.hasMore { hear(source) }
      lose(source, nil)
    }
    guard let source = endedSources.removeValue(forKey: report.number),
      sources.contains(where: { $0 === source })
    else { return }
    note(Self.reason(ofStatus: report.status), of: source)
    source.waitForStart(isRefused: report.status == 77)
  }

  private func letGo(_ source: TelephonySource) {
    guard let pipes = source.pipes else { return }
    source.pipes = nil
    programs.end(pipes)
    handleAlways(.sourceLost(.source(source.name)))
  }

  /// The log tells how a source is where that is news.
  private func note(_ state: LogEvent, of source: TelephonySource) {
    // One that was ended for what it said has ended for that.
    let isTold = [.sourceFlooded, .sourceMalformed].contains(source.told)
    guard source.told != state, !(isTold && state == .sourceLost) else { return }
    source.told = state
    Log.note(state)
  }

  /// The exit statuses of the source programs; see callreel-agent(1).
  private static func reason(ofStatus status: Int32) -> LogEvent {
    switch status {
    case ..<0, 64, 70: .sourceNotStarted
    case 65: .sourceMalformed
    case 69: .sourceUnreachable
    case 75: .sourceTaken
    case 76: .sourceUnable
    case 77: .sourceDenied
    default: .sourceLost
    }
  }
}
