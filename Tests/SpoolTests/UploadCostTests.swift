import ClipFormat
import Glibc
import LinuxSystem
import ProcessMessages
import Spool
import TestSupport
import Testing

/// `packaging/prove upload` runs this with optimised programs: each clip by callreel-upload and,
/// in turn, by curl(1), to one server.
@Suite("Processor time of an upload") struct UploadCostTests {
  private static let isWanted = Account.variable("CALLREEL_UPLOAD_COST") != nil
  private static let rounds = 9
  private static let most = 1.3

  @Test("is at most 1.3 times that of curl -T", .enabled(if: isWanted))
  func besideCurl() throws {
    let directory = try TemporaryDirectory()
    let root = directory.path
    try TestAuthority.make(in: root)
    try ObjectServer.write(root + "/credentials", secretKey: "secret")
    let server = try LoggedServer(
      script: "hostile_store.py", [root + "/requests", root + "/good.pem", root + "/good.key"],
      folder: root)
    let host = "https://localhost:\(server.port)"
    let spool = Spool(root: root + "/spool")
    let copies = root + "/copies"
    let order = UploadOrder(
      spool: spool.root, store: "s3://keeps/calls?endpoint=\(host)",
      credentials: root + "/credentials", certificateAuthority: root + "/ca.pem")
    var times: (ours: [Double], theirs: [Double]) = ([], [])
    var size = 0
    for round in 0..<Self.rounds {
      let objects = try Self.film(into: spool, copies: copies)
      size = try objects.map { try Files.status(path: $0).size }.reduce(0, +)
      // Whoever comes first finds colder caches.
      for isOurs in round % 2 == 0 ? [true, false] : [false, true] {
        let before = Self.processorTime()
        if isOurs {
          let end = try Uploader(order, log: root + "/upload.log").finish()
          #expect(end == .exited(0))
          times.ours.append(Self.processorTime() - before)
          #expect(try spool.clips().isEmpty)
        } else {
          let list = "{" + objects.joined(separator: ",") + "}"
          _ = try TestProgram.output(
            of: "curl",
            ["-sf", "--http1.1", "--cacert", root + "/ca.pem", "-T", list, host + "/keeps/calls/"],
            environment: ["PATH=/usr/bin:/bin"])
          times.theirs.append(Self.processorTime() - before)
        }
      }
      try Files.removeTree(copies)
    }
    let (ours, theirs) = (Self.median(times.ours), Self.median(times.theirs))
    print(
      "upload: \(size / 1_000_000) MB by TLS on loopback, medians of \(Self.rounds) in turn:",
      "callreel-upload \(Self.written(ours)) s, curl -T \(Self.written(theirs)) s,",
      "\(Self.written(ours / theirs)) times as much")
    #expect(ours <= Self.most * theirs)
  }

  /// Leaves a closed clip in the spool; the paths of copies of its objects.
  private static func film(into spool: Spool, copies: String) throws -> [String] {
    try spool.prepare()
    var clip = try SampleClip(root: spool.root)
    try clip.add(80, bytes: 4_000_000)
    let location = try clip.close()
    _ = try TestProgram.output(
      of: "cp", ["-r", spool.folder(of: location), copies], environment: ["PATH=/usr/bin:/bin"])
    return try spool.objects(of: location).map { copies + "/" + $0.text }
  }

  private static func median(_ all: [Double]) -> Double { all.sorted()[all.count / 2] }

  private static func written(_ number: Double) -> Double { (number * 1000).rounded() / 1000 }

  /// Seconds that the programs took which this process started and waited for.
  private static func processorTime() -> Double {
    var usage = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    let times = [usage.ru_utime, usage.ru_stime]
    return times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1_000_000 }
  }
}
