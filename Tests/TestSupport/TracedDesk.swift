import ClipSealing
import Glibc
import LinuxSystem
import SessionBus
import Timeline

/// A desk whose calls are traced on the disk.
package final class TracedDesk {
  private let desk: Desk
  private let window: DeskWindow

  package init() throws {
    var setting = Desk.Setting()
    setting.terms.drawnCalls = 3
    setting.terms.segmentSeconds = 4
    desk = try Desk(setting)
    window = try desk.window()
  }

  package func key() throws -> PrivateKey { try desk.policy.trainerKey() }

  package func call(_ story: TracedCall.Story) throws -> TracedCall {
    let folders = try makeFolders()
    let agent = desk.agent.identifier
    // The uploader looks for news at the beginning of a session, and goes.
    while !ProcessTable.processes(named: "callreel-upload", below: agent).isEmpty {
      try desk.pass(milliseconds: 2)
    }
    let trace = try DiskTrace(
      processes: [agent] + ProcessTable.processes(below: agent), file: desk.root + "/trace")
    let call = try desk.callUntilRecorded()
    var cut: CallTime?
    switch story {
    case .heldLate:
      try film(milliseconds: 4600)
      let moment = BootTime(nanoseconds: Clock.bootNanoseconds - 2_000_000_000)
      try desk.tell("held", call.identifier, ["at": .integer(Clock.unixMicroseconds - 2_000_000)])
      cut = call.time(of: moment) + 10
      try desk.wait(for: "the hold") { $0.state == "held" }
      try desk.tell("resumed", call.identifier)
      try desk.wait(for: "the film") { $0.state == "recording" }
      // On a busy machine a film is shorter than its story, and a clip that is too short is dropped.
      try film(milliseconds: 1700)
      try desk.tell("ended", call.identifier)
    case .killed:
      try film(milliseconds: 4700)
      if let recorder = desk.processes("callreel-recorder").first { kill(recorder, SIGKILL) }
      try desk.wait(for: "the loss") { $0.state == "armed" }
      try desk.tell("ended", call.identifier)
    case .erased:
      try film(milliseconds: 2500)
      try desk.connection.callAgent("EraseCall", [])
      try desk.tell("ended", call.identifier)
    }
    try desk.wait(for: "an empty spool") { status in
      status.state == "idle" && !status.isUploading
        && SealedClip.clips(in: desk.policy.spool).isEmpty
    }
    return TracedCall(
      story: story, clip: call.clip,
      operations: try trace.finish(
        folders: [(desk.policy.spool, "spool"), (desk.policy.store, "store")]),
      cut: cut, folders: folders)
  }

  private func film(milliseconds: Int) throws {
    for step in 0..<milliseconds / 100 {
      try window.paint(step.isMultiple(of: 2) ? "303030" : "c0c0c0")
      try desk.pass(milliseconds: 95)
    }
  }

  /// Clears the store, and makes the day's folders as programs leave them that die while they make
  /// them: the last name is not on the disk for certain.
  private func makeFolders() throws -> (kept: [String], made: [String]) {
    let campaign = "/" + DeskPolicy.campaign
    let day = campaign + "/" + DeskPolicy.today.text
    for root in [desk.policy.spool, desk.policy.store] {
      for name in try Files.list(root) { try Files.removeTree(root + "/" + name) }
      try Files.makeDirectories(root + day)
    }
    let roots = ["spool", "store"]
    return (roots + roots.map { $0 + campaign }, roots.map { $0 + day })
  }
}
