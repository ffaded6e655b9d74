import ClipFormat
import LinuxSystem
import ProcessMessages
import Spool
import TestSupport
import Testing

@Suite("Memory of an upload") struct UploadMemoryTests {
  /// What an allocator may keep more of from one run to the next.
  private static let tolerance = 4096

  @Test("is that of a clip of nearly nothing, whatever a clip and its segments weigh")
  func flat() throws {
    let small = try Self.peak(fragments: 1, bytes: 1000)
    let large = try Self.peak(fragments: 8, bytes: 12_000_000)
    print("upload: at most \(small) KB resident for a clip of 1 KB, \(large) KB for one of 96 MB")
    #expect(small > 1000 && large < small + Self.tolerance)
  }

  /// The most that the uploader had resident, in kilobytes, once the clip has left.
  private static func peak(fragments: Int, bytes: Int) throws -> Int {
    let directory = try TemporaryDirectory()
    let root = directory.path
    try ObjectServer.write(root + "/credentials", secretKey: "secret")
    let server = try LoggedServer(
      script: "hostile_store.py", [root + "/requests"], folder: root)
    let spool = Spool(root: root + "/spool")
    try spool.prepare()
    var clip = try SampleClip(root: spool.root)
    try clip.add(fragments, bytes: bytes)
    let location = try clip.close()
    // One that is being filmed keeps the uploader alive when it has no more to do.
    let running = try SampleClip(root: spool.root)
    let day = Files.parent(of: spool.folder(of: location))
    let watch = try DirectoryWatch()
    try watch.add(day, for: .names)
    let uploader = try Uploader(
      UploadOrder(
        spool: spool.root, store: ObjectServer.url(port: server.port, bucket: "keeps"),
        credentials: root + "/credentials", filming: running.location),
      log: root + "/upload.log")
    while spool.holds(location) {
      guard try !Waiting.wait([.init(watch.rawValue)], milliseconds: 60_000).isEmpty else {
        throw TestTimeout("the upload")
      }
      watch.drain()
    }
    let field = ProcessTable.field("VmHWM", of: uploader.process.identifier)
    try running.destroy()
    uploader.leave()
    #expect(try uploader.finish() == .exited(0))
    return field?.split(separator: " ").first.flatMap { Int($0) } ?? 0
  }
}
