import LinuxSystem
import SessionBus
import Spool

/// The calls of the demonstration, until one is drawn and filmed.
struct DemoCalls: ~Copyable {
  private let agent: DemoAgent
  private var windows: DemoWindows
  private var number = 0

  init(agent: consuming DemoAgent, windows: consuming DemoWindows) {
    self.agent = agent
    self.windows = windows
  }

  /// Calls that must not be recorded, with what is wrong about each.
  mutating func showRefusals(_ clock: borrowing DemoClock) throws(DemoStop) {
    let refused: [(String, [String: BusValue])] = [
      (
        "an internal call, not flagged",
        ["queue": .string("internal"), "evidence": .boolean(false)]
      ),
      ("an outbound call nobody was told of", ["direction": .string("outbound")]),
      ("the dentist", ["number": .string("+33666010203")]),
    ]
    for (what, details) in refused {
      let (id, status) = try ring(details, clock)
      Terminal.result("  call \(id), \(what): \(status.explanation)")
      try agent.tell("ended", ["call-id": .string(id)])
    }
  }

  /// Lets eligible calls come until the draw selects one; its identifier.
  mutating func untilDrawn(_ clock: borrowing DemoClock) throws(DemoStop) -> String {
    for _ in 0..<200 {
      let (id, status) = try ring([:], clock)
      if status.state == "recording" { return id }
      Terminal.result("  call \(id): \(status.explanation)")
      guard status.reason == "not-drawn" else {
        throw .failed("the call was not recorded", hint: "the reason stands above")
      }
      try agent.tell("ended", ["call-id": .string(id)])
    }
    throw .failed("two hundred calls and none drawn", hint: "this is a bug: report it")
  }

  /// Work, a hold in the middle, work again, and the end.
  mutating func film(
    _ id: String, seconds: Int, _ clock: borrowing DemoClock
  ) throws(DemoStop) {
    let call: [String: BusValue] = ["call-id": .string(id)]
    try work(milliseconds: seconds * 400, clock)
    Terminal.result("  the caller is put on hold: nothing is filmed")
    try agent.tell("held", call)
    try work(milliseconds: seconds * 200, clock)
    try agent.tell("resumed", call)
    Terminal.result("  and is back")
    try work(milliseconds: seconds * 400, clock)
    try agent.tell("ended", call)
  }

  /// Waits until the film is sealed and every object is in the store.
  consuming func untilStored(
    _ clock: borrowing DemoClock, spools: Spools
  ) throws(DemoStop) {
    let status = try agent.wait(clock, milliseconds: 20_000) { status in
      status.state == "idle" && !status.isUploading
        && ((try? spools.clips()) ?? []).isEmpty
    }
    guard status.state == "idle" else {
      throw .failed("the film was not stored: \(status.sentence)", hint: "see the lines above")
    }
    try agent.end(clock)
  }

  private mutating func ring(
    _ details: [String: BusValue], _ clock: borrowing DemoClock
  ) throws(DemoStop) -> (String, StatusText) {
    number += 1
    let id = "demo-\(number)"
    let usual: [String: BusValue] = [
      "call-id": .string(id), "queue": .string("claims"), "direction": .string("inbound"),
      "number": .string("+33155501234"),
    ]
    try agent.tell("ringing", usual.merging(details) { $1 })
    // It rings for a moment, in which the recorder makes itself ready.
    _ = try clock.wait(milliseconds: 300)
    try agent.tell("answered", ["call-id": .string(id)])
    let status = try agent.wait(clock, milliseconds: 5000) { status in
      !["starting", "indicator", "ringing"].contains(status.reason)
    }
    return (id, status)
  }

  private mutating func work(
    milliseconds: Int, _ clock: borrowing DemoClock
  ) throws(DemoStop) {
    let end = Clock.bootMilliseconds + Int64(milliseconds)
    while Clock.bootMilliseconds < end {
      windows.work()
      _ = try clock.wait(milliseconds: Int(min(400, end - Clock.bootMilliseconds)))
    }
  }
}
