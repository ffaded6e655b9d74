import ByteCoding
import ClipFormat
import ClipSealing
import ClipStore
import LinuxSystem
import ProcessMessages
import Spool
import TestSupport
import Testing

/// `packaging/fleet` runs this with a thousand workstations, and prints what it measured.
@Suite("A fleet of workstations") struct FleetTests {
  private static let wanted = Account.variable("CALLREEL_FLEET").flatMap { Int($0) }
  private static let seed = Account.variable("CALLREEL_SEED").flatMap { UInt64($0) } ?? 1
  /// Uploaders that run at the same time; the others begin when one has ended.
  private static let together = 40

  /// A workstation without a screen: a spool, credentials and an uploader.
  private final class Workstation {
    let spool: Spool
    let credentials: String
    var sealed: [ClipLocation: [ObjectName: [UInt8]]] = [:]
    var began: Int64 = 0
    var uploader: Uploader?

    init(_ root: String) throws {
      spool = Spool(root: root + "/spool")
      credentials = root + "/credentials"
      try spool.prepare()
    }

    func film(_ generator: inout SeededGenerator) throws {
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        var clip = try SampleClip(root: spool.root)
        try clip.add(
          Int.random(in: 2...6, using: &generator),
          bytes: Int.random(in: 1000...150_000, using: &generator))
        let location = try clip.close()
        sealed[location] = try SealedClip(root: spool.root, clip: location.clip).objects
      }
    }
  }

  @Test("brings every clip to one bucket, under faults and with some locked out at first")
  func fleet() throws {
    let server = try ObjectServer(.rclone)
    let directory = try TemporaryDirectory()
    let proxy = try LoggedServer(
      script: "faulty_proxy.py", ["\(server.port)", "\(Self.seed)", "0.1"], folder: directory.path)
    var generator = SeededGenerator(seed: Self.seed)
    let all = try (0..<(Self.wanted ?? 10)).map { number in
      let workstation = try Workstation(directory.path + "/\(number)")
      try workstation.film(&generator)
      // One in ten has credentials that the server refuses; they are mended while it tries.
      let secret = number % 10 == 3 ? "another-secret" : ObjectServer.secretKey
      try ObjectServer.write(workstation.credentials, secretKey: secret)
      return workstation
    }
    let log = directory.path + "/upload.log"
    let start = Clock.bootMilliseconds
    let seconds = try run(all, store: ObjectServer.url(port: proxy.port), log: log)
    let length = Double(Clock.bootMilliseconds - start) / 1000
    let objects = try compare(all, with: server)
    #expect(objects.lost == 0 && objects.double == 0)
    guard Self.wanted != nil else { return }
    let bytes = all.flatMap(\.sealed.values).flatMap(\.values).reduce(0) { $0 + $1.count }
    print(
      """
      fleet: \(all.count) workstations, \(Self.together) at a time, \(objects.kept) objects, \
      \(bytes / 1_000_000) MB
      fleet: \(Int(Double(objects.kept) / length)) objects/s, \(try proxy.lines().count - 1) requests \
      that went wrong
      fleet: an emptied spool after \(seconds[seconds.count / 2]) s (half of them), \
      \(seconds[seconds.count * 99 / 100]) s (99 of 100), \(seconds.last ?? 0) s (the last)
      fleet: lost \(objects.lost), double \(objects.double)
      """)
  }

  /// Seconds until each spool was empty, sorted.
  private func run(_ all: [Workstation], store: String, log: String) throws -> [Double] {
    var waiting = Array(all.reversed())
    var running: [Workstation] = []
    var seconds: [Double] = []
    while !waiting.isEmpty || !running.isEmpty {
      while running.count < Self.together, let next = waiting.popLast() {
        next.began = Clock.bootMilliseconds
        next.uploader = try Uploader(
          UploadOrder(spool: next.spool.root, store: store, credentials: next.credentials),
          log: log)
        running.append(next)
      }
      let ends = running.compactMap { $0.uploader?.process.descriptor }
      guard try !Waiting.wait(ends.map { .init($0) }, milliseconds: 20).isEmpty else {
        for workstation in running {
          try ObjectServer.write(workstation.credentials, secretKey: ObjectServer.secretKey)
        }
        guard try !Waiting.wait(ends.map { .init($0) }, milliseconds: 600_000).isEmpty else {
          throw TestTimeout("the end of an uploader")
        }
        continue
      }
      running.removeAll { workstation in
        guard let end = workstation.uploader?.process.ended() else { return false }
        #expect(end == .exited(0))
        #expect((try? Files.list(workstation.spool.root)) == [])
        seconds.append(Double(Clock.bootMilliseconds - workstation.began) / 1000)
        return true
      }
    }
    return seconds.sorted()
  }

  /// Objects that are as they were sealed, that are not, and that nobody sealed.
  private func compare(
    _ all: [Workstation], with server: ObjectServer
  ) throws -> (kept: Int, lost: Int, double: Int) {
    let root = server.folder + "/\(ObjectServer.bucket)/calls"
    let sealed = all.flatMap(\.sealed)
    var (kept, lost, stored) = (0, 0, 0)
    for clip in SealedClip.clips(in: root) {
      stored += try Files.list(root + "/" + clip.path).count
    }
    for (clip, objects) in sealed {
      for (name, bytes) in objects {
        let path = root + "/" + clip.path + "/" + name.text
        let there = try? Files.read(path: path, limit: bytes.count)
        if there == bytes { kept += 1 } else { lost += 1 }
      }
    }
    return (kept, lost, stored - kept - lost)
  }
}
