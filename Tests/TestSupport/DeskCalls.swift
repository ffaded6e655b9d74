import ClipFormat
import Glibc
import LinuxSystem
import SessionBus
import Timeline

/// A call that is recorded on a desk.
package struct FilmedCall: Sendable {
  package let identifier: String
  /// The moment that its timeline counts from, within a millisecond.
  package let answered: BootTime
  package let clip: ClipIdentifier

  package init(identifier: String, answered: BootTime, clip: ClipIdentifier) {
    self.identifier = identifier
    self.answered = answered
    self.clip = clip
  }

  /// A moment on the call's timeline.
  package func time(of moment: BootTime) -> CallTime { moment.callTime(answered: answered) }
}

extension Desk {
  /// Tells the agent an event of now; the moment that it was given.
  @discardableResult package func tell(
    _ event: String, _ call: String, _ details: [String: BusValue] = [:]
  ) throws -> BootTime {
    let unix = Clock.unixMicroseconds
    let moment = BootTime(nanoseconds: Clock.bootNanoseconds)
    let all = ["call-id": .string(call), "at": .integer(unix)].merging(details) { $1 }
    try connection.callAgent("CallEvent", [.value(.string(event)), .details(all)])
    return moment
  }

  /// Tells of an eligible call that rings and is answered.
  package func answer(
    _ call: String, _ details: [String: BusValue] = [:]
  ) throws -> BootTime {
    try tell("ringing", call, Self.usual.merging(details) { $1 })
    return try tell("answered", call)
  }

  /// Switches recording off or on, as the employee does.
  package func setPrivate(_ isOn: Bool) throws {
    try connection.callAgent("SetPrivate", [.value(.boolean(isOn))])
  }

  /// Lets eligible calls come until one is drawn and its film runs.
  package func callUntilRecorded() throws -> FilmedCall {
    // What is up while the agent still asks whose session this is would be refused for good.
    try wait(for: "an agent that may film") { $0.state != "off" }
    for _ in 0..<100 {
      callCount += 1
      let identifier = "desk-\(callCount)"
      let answered = try answer(identifier)
      let status = try wait(for: "a decision") { status in
        status.state == "recording" || status.reason == "not-drawn" || status.state == "off"
      }
      guard status.state != "off" else { throw TestTimeout("a film: \(status)") }
      if status.state == "recording", let clip = ClipIdentifier(text: status.clip) {
        return FilmedCall(identifier: identifier, answered: answered, clip: clip)
      }
      try tell("ended", identifier)
    }
    throw TestTimeout("a drawn call")
  }

  /// Ends the call and waits until its clip has left for the store.
  @discardableResult package func hangUp(_ call: FilmedCall) throws -> BootTime {
    let moment = try tell("ended", call.identifier)
    try waitUntilStored()
    return moment
  }

  /// Waits until nothing is recorded and the spool is empty.
  package func waitUntilStored() throws {
    try wait(for: "an empty spool") { status in
      status.state == "idle" && !status.isUploading && isSpoolEmpty
    }
  }

  package var isSpoolEmpty: Bool { ((try? Files.list(policy.spool)) ?? []).isEmpty }

  /// Whether a clip in the spool has not been closed.
  package var holdsOpenClip: Bool {
    SealedClip.clips(in: policy.spool).contains { clip in
      let folder = policy.spool + "/" + clip.path
      return Files.exists(folder + "/signing-key") || !Files.exists(folder + "/closing")
    }
  }

  /// The clip of a call as it lies in the store.
  package func stored(_ call: FilmedCall) throws -> SealedClip {
    try SealedClip(root: policy.store, clip: call.clip)
  }

  /// The film of a call as its trainer sees it.
  package func film(_ call: FilmedCall) throws -> DecodedFilm {
    try DecodedFilm(stored(call), key: policy.trainerKey(), directory: root)
  }

  /// The processes of the agent that run now, by their program's name.
  package func processes(_ name: String) -> [Int32] {
    ProcessTable.processes(named: name, below: agent.identifier)
  }

  /// Waits until no program of that name is left below the agent.
  package func waitForEnd(of name: String) throws {
    try wait(for: "the end of " + name) {
      $0.isEmpty
    } of: {
      processes(name)
    }
  }

  /// Waits until a program of that name runs below the agent.
  package func waitForStart(of name: String) throws {
    try wait(for: "the start of " + name) {
      !$0.isEmpty
    } of: {
      processes(name)
    }
  }

  private func wait(
    for what: String, until isWished: ([Int32]) -> Bool, of processes: () -> [Int32]
  ) throws {
    let deadline = Clock.bootMilliseconds + 10_000
    while !isWished(processes()) {
      guard Clock.bootMilliseconds < deadline else { throw TestTimeout(what) }
      try pass(milliseconds: 1)
    }
  }

  /// Stops a process of this desk; the moment from which it surely stands still.
  @discardableResult package func stop(_ process: Int32) throws -> BootTime {
    kill(process, SIGSTOP)
    let deadline = Clock.bootMilliseconds + 5000
    while ProcessTable.state(of: process) != "T" {
      guard Clock.bootMilliseconds < deadline else { throw TestTimeout("a stop") }
      try pass(milliseconds: 1)
    }
    return BootTime(nanoseconds: Clock.bootNanoseconds)
  }

  package static let usual: [String: BusValue] = [
    "queue": .string("claims"), "direction": .string("inbound"),
    "number": .string("+33155501234"),
  ]
}
