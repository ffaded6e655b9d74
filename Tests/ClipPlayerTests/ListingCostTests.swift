import ByteCoding
import ClipFormat
import ClipSealing
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// What a listing and a sweep ask of a bucket; `packaging/prove listing` runs it on larger ones.
@Suite("Requests to a bucket") struct ListingCostTests {
  private static let isLong = Account.variable("CALLREEL_LISTING") != nil
  /// Days on which there are other clips, counted back from the one that is listed.
  private static let otherDays = 10
  private static let objects = 6

  /// Requests of each kind of work.
  private struct Cost: Equatable {
    var listing = 0
    var sweepOfNothing = 0
    var sweepOfTwo = 0
  }

  @Test("are as many to list a day, and to sweep, among 2,000 objects as among 200")
  func real() throws {
    let sizes = Self.isLong ? [200, 1000, 20_000] : [200, 2000]
    let costs = try sizes.map { try Self.cost(objects: $0) }
    for (size, cost) in zip(sizes, costs) where Self.isLong {
      print("listing: rclone, \(size) objects: \(cost)")
    }
    #expect(costs.allSatisfy { $0 == costs[0] }, "\(costs)")
    // A campaign and its days, the day's clips, and each clip's own objects.
    #expect((10...60).contains(costs[0].listing), "\(costs)")
    #expect(costs[0].sweepOfTwo > costs[0].sweepOfNothing)
  }

  @Test("are as many among a million clips as among a thousand", .enabled(if: isLong))
  func simulated() throws {
    let sizes = [1000, 20_000, 1_000_000]
    let costs = try sizes.map { try Self.cost(simulatedClips: $0) }
    for (size, cost) in zip(sizes, costs) { print("listing: simulated, \(size) clips: \(cost)") }
    #expect(costs.allSatisfy { $0 == costs[0] }, "\(costs)")
  }

  /// Of a real server, with clips that were copied to fill it.
  private static func cost(objects: Int) throws -> Cost {
    let sample = try SampleStore()
    let server = try ObjectServer(.rclone)
    let root = server.folder + "/" + ObjectServer.bucket
    let template = try fill(root, from: sample)
    let count = max(0, objects - 4 * Self.objects) / Self.objects
    for number in 0..<count {
      let day = sample.today - 1 - number % otherDays - 1
      let folder = root + "/calls/crm/" + day.text
      try Files.makeDirectories(folder)
      try copy(template, to: folder + "/" + ClipIdentifier.random().text)
    }
    // And as many workstations as there may be, each with an inbox.
    for number in 0..<objects / 100 {
      let owner = Hexadecimal.encode(Digest.blake2b256([UInt8(number % 256)]).prefix(8))
      let note = LedgerName.note(
        to: owner, on: sample.today, hash: Digest.blake2b256([UInt8(number / 256)]))
      try Files.makeDirectories(root + "/calls/" + note.folder.path)
      try Files.create(path: root + "/calls/" + note.path, [1])
    }
    let proxy = try LoggedServer(
      script: "faulty_proxy.py", ["\(server.port)", "1", "0", "count"], folder: sample.path)
    return try cost(proxy, credentials: server.credentials, of: sample)
  }

  private static func cost(simulatedClips count: Int) throws -> Cost {
    let sample = try SampleStore()
    let root = sample.path + "/bucket"
    try Files.rename(try fill(root, from: sample), to: root + "/template")
    let credentials = sample.path + "/credentials"
    try ObjectServer.write(credentials, secretKey: ObjectServer.secretKey)
    // As many days as any clip is kept, but that of the listing and those that are swept.
    let days = (2..<29).map { (sample.today - $0).text }
    let server = try LoggedServer(
      script: "counting_store.py", [root, "\(count)"] + days, folder: sample.path)
    return try cost(server, credentials: credentials, of: sample)
  }

  /// Two clips of yesterday and two that have expired; the folder of a third, to be copied.
  private static func fill(_ root: String, from sample: borrowing SampleStore) throws -> String {
    for days in [1, 1, 40, 40] { _ = try sample.makeClip(daysAgo: days) }
    let template = try sample.makeClip(daysAgo: 3)
    try Files.makeDirectories(root)
    try copy(sample.store, to: root + "/calls")
    let moved = root + "/../template"
    try Files.rename(root + "/calls/" + template.path, to: moved)
    return moved
  }

  private static func copy(_ folder: String, to target: String) throws {
    _ = try TestProgram.output(
      of: "cp", ["-r", folder, target], environment: ["PATH=/usr/bin:/bin"])
  }

  private static func cost(
    _ server: LoggedServer, credentials: String, of sample: borrowing SampleStore
  ) throws -> Cost {
    var cost = Cost()
    var seen = 0
    func requests(_ words: [String], input: String = "", lines: Int) throws -> Int {
      let outcome = try Command.run(
        words + ["--store", ObjectServer.url(port: server.port), "--credentials", credentials],
        input: input, environment: sample.state)
      #expect(outcome.end == .exited(0) && outcome.lines.count == lines, "\(outcome)")
      let count = try server.lines().count { $0.contains("/" + ObjectServer.bucket) }
      defer { seen = count }
      return count - seen
    }
    let list = ["clip", "list", "--day", (sample.today - 1).text]
    let reader = ["--key", sample.trainerFile, "--trainee", "-"]
    cost.listing = try requests(list + reader, input: "alice\n", lines: 3)
    let asked = try server.lines()
    let other = (sample.today - 3).text
    #expect(!asked.contains { $0.contains(other) }, "another day was looked at")
    cost.sweepOfTwo = try requests(["store", "sweep"], lines: 2)
    cost.sweepOfNothing = try requests(["store", "sweep"], lines: 0)
    return cost
  }
}
