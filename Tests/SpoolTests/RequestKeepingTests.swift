import ClipFormat
import ClipSealing
import LinuxSystem
import Spool
import TestSupport
import Testing
import Timeline

@Suite("Requests on the workstation") struct RequestKeepingTests {
  private let today = CalendarDay(number: 20_782)

  private func request(
    _ kind: RequestKind, _ workstation: borrowing PrivateKey, _ controller: borrowing PrivateKey,
    daysAgo: Int = 0
  ) -> RequestRecord {
    RequestRecord(
      kind, of: "alice", clip: nil, message: "", identifier: RandomBytes.make(16),
      unixMilliseconds: Int64((today - daysAgo).number) * 86_400_000,
      maker: workstation.publicKey, controller: controller.publicKey.keyHash
    ).signed(by: workstation)
  }

  @Test("an objection holds recording until its own controller has answered it")
  func objection() throws {
    let directory = try TemporaryDirectory()
    let requests = Requests(stateDirectory: directory.path)
    let inbox = Inbox(root: Inbox.path(stateDirectory: directory.path))
    try inbox.prepare()
    let workstation = PrivateKey.generate(kind: .workstation)
    let controller = PrivateKey.generate(kind: .controller)
    let stranger = PrivateKey.generate(kind: .controller)
    func isHeld() -> Bool {
      requests.holdRecording(today: today) {
        inbox.answered(by: controller.publicKey, openedWith: workstation)
      }
    }
    func answer(_ request: RequestRecord, by key: borrowing PrivateKey) throws {
      let answer = AnswerRecord.make(
        .refused, to: request.identifier, message: "", unixMilliseconds: 5, by: key)
      let note = try #require(InboxNote.answer(answer).object(for: workstation.publicKey))
      try inbox.keep(
        note, as: .note(to: "", on: today, hash: Digest.blake2b256(note)))
    }
    #expect(!isHeld())
    #expect(try requests.add(request(.access, workstation, controller), for: controller.publicKey))
    #expect(!isHeld())
    let first = request(.object, workstation, controller)
    let second = request(.object, workstation, controller)
    for objection in [first, second] {
      #expect(try requests.add(objection, for: controller.publicKey))
    }
    #expect(isHeld())
    for objection in [first, second] { try answer(objection, by: stranger) }
    #expect(isHeld())
    try answer(first, by: controller)
    #expect(isHeld())
    try answer(second, by: controller)
    #expect(!isHeld())
    // What cannot be read may be one.
    try Files.removeTree(directory.path + "/requests")
    try Files.create(path: directory.path + "/requests", [])
    #expect(isHeld())
  }

  @Test("an objection that nobody answers never lapses, and an answered one goes after a year")
  func patience() throws {
    let directory = try TemporaryDirectory()
    let requests = Requests(stateDirectory: directory.path)
    let workstation = PrivateKey.generate(kind: .workstation)
    let controller = PrivateKey.generate(kind: .controller)
    let objection = request(.object, workstation, controller, daysAgo: 4000)
    #expect(try requests.add(objection, for: controller.publicKey))
    for _ in 0..<2 {
      #expect(requests.holdRecording(today: today) { [] })
      #expect(try requests.all(today: today).count == 1)
    }
    #expect(!requests.holdRecording(today: today) { [objection.identifier] })
    #expect(try requests.all(today: today).isEmpty)
    let recent = request(.object, workstation, controller, daysAgo: 364)
    #expect(try requests.add(recent, for: controller.publicKey))
    #expect(!requests.holdRecording(today: today) { [recent.identifier] })
    #expect(try requests.all(today: today).count == 1)
  }

  @Test("are kept a year, and known as sent once they have left") func keeping() throws {
    let directory = try TemporaryDirectory()
    let requests = Requests(stateDirectory: directory.path)
    let workstation = PrivateKey.generate(kind: .workstation)
    let controller = PrivateKey.generate(kind: .controller)
    for daysAgo in [364, 365] {
      let old = request(.erase, workstation, controller, daysAgo: daysAgo)
      #expect(try requests.add(old, for: controller.publicKey))
    }
    let outbox = Outbox(root: Outbox.path(stateDirectory: directory.path))
    #expect(try outbox.names().count == 2)
    let kept = try requests.all(today: today)
    #expect(kept.map(\.request.day) == [today - 364] && kept.allSatisfy { !$0.isSent })
    // Another session of the same person may be as fast.
    let names = try outbox.names()
    for name in names + names { try outbox.release(name) }
    #expect(try names.allSatisfy { try outbox.read($0) == nil })
    #expect(try requests.all(today: today).map(\.isSent) == [true])
    // A request that another hand has changed is none.
    let file = directory.path + "/requests/" + (try Files.list(directory.path + "/requests")[0])
    var bytes = try Files.read(path: file, limit: 1 << 16)
    bytes[120] ^= 1
    try Files.replace(path: file, bytes)
    #expect(try requests.all(today: today).isEmpty)
  }
}
