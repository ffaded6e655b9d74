import ClipFormat
import ClipStore
import LinuxSystem
import ProcessMessages
import Spool
import TestSupport
import Testing

/// A disk forgets: what it gives back is not what the recorder wrote.
@Suite("A segment that has changed in the spool") struct ChangedSegmentTests {
  enum Server: CaseIterable { case exact, rclone }

  private static func open(
    _ server: Server, in root: String
  ) throws -> (settings: StoreSettings, holder: AnyObject) {
    guard server == .exact else {
      let rclone = try ObjectServer(.rclone)
      return (StoreSettings(rclone.url, credentials: rclone.credentials), rclone)
    }
    let exact = try LoggedServer(
      script: "hostile_store.py", [root + "/requests"], folder: root)
    try ObjectServer.write(root + "/credentials", secretKey: "secret")
    let url = ObjectServer.url(port: exact.port, bucket: "exact")
    return (StoreSettings(url, credentials: root + "/credentials"), exact)
  }

  @Test("is stored as it is, and told of in the log", arguments: Server.allCases)
  func stored(server: Server) throws {
    let directory = try TemporaryDirectory()
    let spool = Spool(root: directory.path + "/spool")
    try spool.prepare()
    let (settings, holder) = try Self.open(server, in: directory.path)
    var clip = try SampleClip(root: spool.root)
    try clip.add(6)
    let location = try clip.close()
    var sealed = try SealedClip(root: spool.root, clip: location.clip)
    var bytes = try #require(sealed.objects[.segment(1)])
    bytes[bytes.count / 2] ^= 1
    let path = spool.path(.segment(1), of: location)
    try Files.remove(path)
    try Files.create(path: path, bytes)
    sealed.objects[.segment(1)] = bytes
    let log = directory.path + "/upload.log"
    let order = UploadOrder(
      spool: spool.root, store: settings.address, credentials: settings.credentials)
    #expect(try Uploader(order, log: log).finish() == .exited(0))
    #expect(try Files.list(spool.root).isEmpty)
    let store = try openStore(settings)
    for (name, bytes) in sealed.objects {
      #expect(try store.get(name, of: location, atMost: 1 << 20) == bytes, "\(name.text)")
    }
    let said = String(decoding: try Files.read(path: log, limit: 1 << 16), as: UTF8.self)
    #expect(
      said.split(separator: "\n") == [
        "callreel: a sealed segment has changed on the disk, it is stored as it is",
        "callreel: objects stored",
      ])
    withExtendedLifetime(holder) {}
  }
}
