import ByteCoding
import CallMachine
import CallPolicy
import LinuxSystem
import Messages
import ProcessMessages
import SessionBus
import Spool
import Timeline
import Tray

extension Agent {
  /// Runs an agent until its session ends.
  static func run(_ place: AgentPlace) -> AgentEnd {
    let service = ServiceNotification()
    let loading = PolicyLoading(place)
    switch loading {
    case .off(.noPolicy), .off(.notEnrolled):
      Log.note(.nobodyEnrolled)
      // A service that ends without having been ready counts as failed, and is started again.
      service.send(.ready, .status(.nobodyEnrolled))
      return .notNeeded
    case .off, .loaded: break
    }
    do {
      Pipe.surviveReaders()
      let signals = try SignalDescriptor([Signal.terminate, Signal.interrupt, Signal.hangUp])
      let programs = try Programs()
      try AgentRights.enter(place)
      let bus: BusConnection
      do throws(BusError) {
        bus = try BusConnection()
        try bus.requestName(AgentAddress.name)
      } catch {
        return error == .nameTaken ? .alreadyRunning : .noBus
      }
      let agent = try Agent(place, bus: bus, programs: programs, service: service)
      try bus.serve(agent.endpoint())
      Log.note(.agentStarted)
      agent.begin(with: loading)
      agent.service.send(.ready)
      let end = try agent.loop(signals)
      agent.service.send(.stopping)
      agent.leavePrograms()
      agent.leaveAccessibility()
      agent.removePages()
      Log.note(.agentStopped)
      return end
    } catch {
      return .failed
    }
  }

  private func begin(with loading: PolicyLoading) {
    removePages()
    startIndicator()
    signs = SessionSigns(self)
    take(loading)
    watchSession()
    recoverSpool()
    publish()
  }

  private static let messagesAtOnce = 64

  private func loop(_ signals: borrowing SignalDescriptor) throws -> AgentEnd {
    let files = try DirectoryWatch()
    try? outbox.prepare()
    for folder in [
      place.configuration, place.configuration + "/people", place.state, outbox.root,
    ] {
      try? files.add(folder)
    }
    var signsOfLife = SignsOfLife(patienceNanoseconds: service.patienceNanoseconds, now: now)
    while true {
      if signsOfLife.take(at: now) { service.send(.alive) }
      // A flood on the bus must not keep the lease from being renewed.
      do throws(BusError) {
        try bus.process(atMost: Self.messagesAtOnce)
      } catch {
        return .busLost
      }
      session?.process()
      signs?.witness.process()
      var watches = [signals.rawValue, files.rawValue, programs.descriptor, timer.rawValue]
        .map { Waiting.Watch($0) }
      watches.append(.init(bus.descriptor, writable: bus.wantsToWrite))
      let sockets = [recorder, indicator].compactMap { $0?.socket.rawValue }
      watches += sockets.map { Waiting.Watch($0) }
      if let watch = session?.watch { watches.append(watch) }
      if let witness = signs?.witness, let descriptor = witness.descriptor {
        watches.append(.init(descriptor, writable: witness.wantsToWrite))
      }
      watches += displayReturn?.watches ?? []
      watches += sources.map { Waiting.Watch($0.descriptor) }
      let timeouts = [
        bus.millisecondsToNextTimeout, session?.millisecondsToNextTimeout,
        signs?.witness.millisecondsToNextTimeout,
        signsOfLife.millisecondsToNext(at: now),
      ]
      let ready = try Waiting.wait(watches, milliseconds: timeouts.compactMap { $0 }.min())
      if ready.contains(signals.rawValue), signals.next() != nil { return .stopped }
      if ready.contains(files.rawValue) {
        files.drain()
        filesChanged()
      }
      // Answers before the timer: a proof that has come must not be asked for again.
      if let indicator, ready.contains(indicator.socket.rawValue) { hear(indicator) }
      if let recorder, ready.contains(recorder.socket.rawValue) { hear(recorder) }
      if ready.contains(programs.descriptor) {
        guard let report = programs.nextReport() else { return .failed }
        take(report)
      }
      if displayReturn?.isDue(ready) == true { lookForDisplay() }
      if ready.contains(timer.rawValue) { renewLease() }
      serveSources(ready)
    }
  }

  func hear(_ program: Programs.Running) {
    guard let message = try? program.socket.receive() else {
      // Its end is reported by the launcher; until then there is nothing more to hear.
      if program === recorder { loseRecorder() }
      if program === indicator { loseIndicator() }
      return
    }
    if program === recorder, let report = try? RecorderReport(bytes: message.bytes) {
      take(report)
    } else if program === indicator, let report = try? IndicatorReport(bytes: message.bytes) {
      take(report)
    }
  }

  private func filesChanged() {
    if hasLetters { startUpload() }
    // A recorded call keeps the policy it began with, unless that is withdrawn (F4).
    if machine.needsIndicator || recorder != nil {
      isReloadDue = true
      if case .off(let reason) = PolicyLoading(place) {
        handleAlways(.readiness(.off(reason)))
      }
      return
    }
    reload()
    publish()
  }

  func reload() {
    isReloadDue = false
    take(PolicyLoading(place))
  }

  private func take(_ loading: PolicyLoading) {
    switch loading {
    case .off(let reason):
      policy = nil
      tellHotKey()
      leaveAccessibility()
      handleAlways(.readiness(.off(reason)))
      followSources()
    case .loaded(let loaded):
      policy = loaded
      Log.note(.policyLoaded)
      postDraws()
      tellHotKey()
      if loaded.needsAccessibility {
        accessibility =
          accessibility ?? SessionAccessibility(bus) { [weak self] in self?.publish() }
      } else {
        leaveAccessibility()
      }
      handleAlways(.readiness(readiness(of: loaded)))
      followSources()
    }
  }

  private func leaveAccessibility() {
    accessibility?.restore()
    accessibility = nil
  }

  private func endpoint() -> AgentEndpoint {
    AgentEndpoint(
      onCallEvent: { [unowned self] event, details throws(BusRefusal) in
        try admitBusEvent()
        try take(event, details, from: .bus)
      },
      onSetPrivate: { [unowned self] on throws(BusRefusal) in handleAlways(.setPrivate(on)) },
      onEraseCall: { [unowned self] () throws(BusRefusal) in try refusable(.erase) },
      property: { [unowned self] name in property(name) })
  }

  func take(
    _ event: String, _ details: [String: BusValue], from origin: CallOrigin
  ) throws(BusRefusal) {
    let unixNow = Clock.unixMicroseconds
    let parsed = try CallEventParsing.parse(event, details, unixMicroseconds: unixNow)
    let age = max(0, unixNow - (parsed.at ?? unixNow))
    let isBeginning = parsed.kind == .ringing || parsed.kind == .answered
    if isBeginning { session?.connectAgain() }
    if isBeginning, !machine.needsIndicator, !machine.knows(parsed.callID), let policy {
      handleAlways(.readiness(readiness(of: policy)))
    }
    let at = BootTime(nanoseconds: now.nanoseconds - age * 1000)
    try refusable(.event(parsed, at: at, from: origin))
    if parsed.kind == .answered { answeredUnix[parsed.callID] = (unixNow - age) / 1000 }
    if parsed.kind == .ended || parsed.kind == .transferred { answeredUnix[parsed.callID] = nil }
  }

  private func refusable(_ input: CallInput) throws(BusRefusal) {
    do throws(CallRefusal) {
      try handle(input)
    } catch {
      throw BusRefusal(name: error.busName, message: error.sentence)
    }
  }
}

extension CallRefusal {
  fileprivate var busName: String {
    switch self {
    case .unknownCall: "UnknownCall"
    case .alreadyAnswered, .notAnswered: "UnexpectedEvent"
    case .tooManyCalls: "TooManyCalls"
    case .tooLate: "TooLate"
    }
  }

  fileprivate var sentence: String {
    switch self {
    case .unknownCall: "no call of this identifier is up: send ringing or answered first"
    case .alreadyAnswered: "this call is answered already"
    case .notAnswered: "this call is not answered yet"
    case .tooManyCalls: "too many calls are up: send ended for those that are over"
    case .tooLate: CommandTrouble.tooLate.sentence()
    }
  }
}

/// Runs the agent of a session; returns when it has to end.
package func runAgent(_ place: AgentPlace) -> AgentEnd {
  Agent.run(place)
}
