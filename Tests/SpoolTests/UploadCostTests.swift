import ClipFormat
import Glibc
import LinuxSystem
import ProcessMessages
import Spool
import TestSupport
import Testing

/// `packaging/prove upload` runs this with optimised programs.
///
/// What an upload takes beyond curl(1) is the SHA-256 that it is acknowledged by; OpenSSL, which
/// uses a processor's own instructions for it, is the measure for that.
@Suite("Processor time of an upload") struct UploadCostTests {
  private static let isWanted = Account.variable("CALLREEL_UPLOAD_COST") != nil

  @Test("is that of curl -T and of a hash", .enabled(if: isWanted))
  func besideCurl() throws {
    let directory = try TemporaryDirectory()
    let root = directory.path
    try TestAuthority.make(in: root)
    try ObjectServer.write(root + "/credentials", secretKey: "secret")
    let server = try LoggedServer(
      script: "hostile_store.py", [root + "/requests", root + "/good.pem", root + "/good.key"],
      folder: root)
    let spool = Spool(root: root + "/spool")
    try spool.prepare()
    var clip = try SampleClip(root: spool.root)
    try clip.add(80, bytes: 4_000_000)
    let location = try clip.close()
    let objects = try Files.list(spool.folder(of: location))
    let copies = root + "/copies"
    _ = try TestProgram.output(
      of: "cp", ["-r", spool.folder(of: location), copies], environment: ["PATH=/usr/bin:/bin"])
    let bytes = try objects.map { try Files.status(path: copies + "/" + $0).size }.reduce(0, +)
    let host = "https://localhost:\(server.port)"
    let order = UploadOrder(
      spool: spool.root, store: "s3://keeps/calls?endpoint=\(host)",
      credentials: root + "/credentials", certificateAuthority: root + "/ca.pem")
    let ours = try Self.seconds {
      let end = try Uploader(order, log: root + "/upload.log").finish()
      #expect(end == .exited(0))
    }
    #expect(try spool.clips().isEmpty)
    let theirs = try Self.seconds {
      _ = try TestProgram.output(
        of: "curl",
        [
          "-sf", "--http1.1", "--cacert", root + "/ca.pem", "-T",
          "{" + objects.map { copies + "/" + $0 }.joined(separator: ",") + "}",
          host + "/keeps/calls/",
        ], environment: ["PATH=/usr/bin:/bin"])
    }
    let hash = try Self.seconds {
      _ = try TestProgram.output(
        of: "openssl", ["dgst", "-sha256"] + objects.map { copies + "/" + $0 },
        environment: ["PATH=/usr/bin:/bin"])
    }
    print("upload: \(bytes / 1_000_000) MB in \(objects.count) objects by TLS")
    print("upload: callreel-upload \(ours) s, curl -T \(theirs) s, openssl dgst \(hash) s")
  }

  /// Processor time of the programs that end meanwhile.
  private static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let before = children()
    try body()
    return children() - before
  }

  private static func children() -> Double {
    var usage = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    let times = [usage.ru_utime, usage.ru_stime]
    return times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1_000_000 }
  }
}
