import ByteCoding
import ClipFormat
import ClipSealing
import Glibc
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// The workstation cannot open what it sealed (P5): each byte that is left on it is tried.
@Suite(
  "Secrecy after the call", .serialized,
  .enabled(if: Account.userNumber == 0, "only root may read the memory of agent and recorder"))
struct SecrecyTests {
  @Test("no byte of the disk or of the agent's memory opens a clip, however it was closed")
  func afterTheCall() throws {
    let station = try SealingStation()
    let desk = station.desk
    let call = try desk.callUntilRecorded()
    try station.film(milliseconds: 2600)
    let secrets = try station.secretsDuringCall(of: call.clip)
    try station.hideStore()
    try desk.tell("ended", call.identifier)
    try desk.wait(for: "the clip's end") { $0.state == "idle" && !desk.holdsOpenClip }
    let spooled = try SealedClip(root: desk.policy.spool, clip: call.clip)
    #expect(try spooled.verify().closing == .closed(.ended))
    try station.search(for: [secrets], "clip in the spool")

    // The agent closes the second one, and sends both.
    try station.showStore()
    let crashed = try desk.callUntilRecorded()
    try station.film(milliseconds: 2600)
    let others = try station.secretsDuringCall(of: crashed.clip)
    let recorder = try #require(desk.processes("callreel-recorder").first)
    kill(recorder, SIGKILL)
    try desk.wait(for: "the loss") { $0.state == "armed" }
    try desk.tell("ended", crashed.identifier)
    try desk.waitUntilStored()
    #expect(try desk.stored(call).verify().closing == .closed(.ended))
    #expect(try desk.stored(crashed).verify().closing == .closed(.crash))
    try station.search(for: [secrets, others], "both clips in the store")
  }

  /// Root owns what proc(5) shows of a process that may not be dumped.
  @Test(
    "No program of the agent writes a core, and none of the same user looks into it",
    arguments: [
      "callreel-agent", "callreel-recorder", "callreel-upload",
    ])
  func closed(program: String) throws {
    let stranger = "65534"
    let folder = Files.parent(of: Account.executable)
    func owner(_ words: [String]) throws -> (owner: UInt32?, core: String) {
      let (ours, theirs) = try MessageSocket.pair()
      let socket = MessageSocket(owning: ours)
      let given = Descriptor(owning: theirs)
      let process = try ChildProcess(
        path: "/usr/bin/setpriv",
        arguments: ["setpriv", "--reuid=\(stranger)", "--regid=\(stranger)", "--clear-groups"]
          + words, environment: ["PATH=/usr/bin:/bin", "HOME=/nonexistent"],
        descriptors: [3: given.rawValue])
      let deadline = Clock.bootMilliseconds + 5000
      var result: (UInt32?, String) = (nil, "")
      while Clock.bootMilliseconds < deadline, process.ended() == nil {
        let number = process.identifier
        let name = ProcessTable.text(number, "comm")
        if !name.hasPrefix("setpriv") {
          result.0 = (try? Files.status(path: "/proc/\(number)/mem"))?.owner
          result.1 = SealingStation.coreLimits(of: number)
          if result.0 == 0 || name.hasPrefix("sleep") { break }
        }
        _ = try Waiting.wait([], milliseconds: 2)
      }
      _ = consume socket
      return result
    }
    let closed = try owner(
      [folder + "/" + program] + (program == "callreel-agent" ? ["launcher"] : []))
    #expect(closed == (0, "0 0"))
    let open = try owner(["/usr/bin/sleep", "5"])
    #expect(open.owner == UInt32(stranger))
  }
}
