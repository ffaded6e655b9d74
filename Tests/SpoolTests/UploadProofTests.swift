import ByteCoding
import ClipFormat
import ClipSealing
import ClipStore
import LinuxSystem
import ProcessMessages
import Spool
import TestSupport
import Testing

/// `packaging/prove store` runs this with a thousand clips.
@Suite("Uploads among faults and kills") struct UploadProofTests {
  private static let clips = Account.variable("CALLREEL_UPLOADS").flatMap { Int($0) }
  private static let seed = Account.variable("CALLREEL_SEED").flatMap { UInt64($0) } ?? 1
  /// Of all requests.
  private static let share = "0.2"

  @Test("lose nothing, keep nothing twice and leave the spool empty", .timeLimit(.minutes(120)))
  func overwriting() throws {
    let server = try ObjectServer(.rclone)
    let faults = try prove(server, count: Self.clips ?? 6, [])
    #expect(Self.clips.map { faults > $0 / 2 } ?? true)
  }

  /// This server refuses a second object of a name: a lost answer is followed by 412.
  ///
  /// What is altered on the way it would not notice.
  @Test("take what is there already for what it is", .timeLimit(.minutes(120)))
  func refusing() throws {
    let server = try ObjectServer(.moto)
    _ = try prove(
      server, count: max(4, (Self.clips ?? 0) / 10),
      ["answer", "answer", "part", "before", "body", "500", "503", "skew"])
  }

  /// How many requests went wrong.
  private func prove(_ server: ObjectServer, count: Int, _ faults: [String]) throws -> Int {
    let directory = try TemporaryDirectory()
    let proxy = try LoggedServer(
      script: "faulty_proxy.py", ["\(server.port)", "\(Self.seed)", Self.share] + faults,
      folder: directory.path)
    let spool = Spool(root: directory.path + "/spool")
    try spool.prepare()
    var generator = SeededGenerator(seed: Self.seed)
    var sealed: [ClipLocation: [ObjectName: [UInt8]]] = [:]
    for _ in 0..<count {
      var clip = try SampleClip(root: spool.root)
      try clip.add(
        Int.random(in: 2...6, using: &generator),
        bytes: Int.random(in: 1...60_000, using: &generator))
      let location = try clip.close()
      sealed[location] = try SealedClip(root: spool.root, clip: location.clip).objects
    }
    let order = UploadOrder(
      spool: spool.root, store: ObjectServer.url(port: proxy.port),
      credentials: server.credentials)
    let log = directory.path + "/upload.log"
    var kills = 0
    while kills < max(5, count / 5), !(try spool.clips().isEmpty) {
      let uploader = try Uploader(order, log: log)
      // The first ones soon, before a fast machine has nothing left to send.
      let patience = Int.random(in: kills < 3 ? 10...100 : 20...900, using: &generator)
      guard uploader.process.wait(milliseconds: patience) == nil else { continue }
      uploader.process.send(signal: Signal.kill)
      uploader.process.wait()
      kills += 1
    }
    #expect(kills >= 3)
    let last = try Uploader(order, log: log)
    #expect(try last.finish(milliseconds: 3_600_000) == .exited(0))
    #expect(try Files.list(spool.root).isEmpty)
    let store = try openStore(StoreSettings(server.url, credentials: server.credentials))
    #expect(Set(try store.clips { Issue.record("\($0): \($1)") }) == Set(sealed.keys))
    var (lost, double) = (0, 0)
    for (clip, objects) in sealed {
      let names = try store.names(of: clip).map { ObjectName($0.text) }
      #expect(Set(names) == Set(objects.keys) && names.count == objects.count)
      double += names.count - Set(names).count
      for (name, bytes) in objects {
        let kept = try store.get(name, of: clip, atMost: bytes.count + 1)
        #expect(kept == bytes, "\(name.text)")
        if kept != bytes { lost += 1 }
      }
    }
    let wrong = try proxy.lines().count - 1
    print(
      "store: \(count) clips of \(sealed.values.map(\.count).reduce(0, +)) objects, \(wrong)",
      "requests went wrong, \(kills) kills: \(lost) lost, \(double) double")
    let said = String(decoding: try Files.read(path: log, limit: 1 << 22), as: UTF8.self)
    for secret in [ObjectServer.secretKey, ObjectServer.accessKey, ObjectServer.bucket, "127.0"] {
      #expect(!said.contains(secret))
    }
    return wrong
  }
}
