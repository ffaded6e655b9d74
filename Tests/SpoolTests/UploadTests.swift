import ByteCoding
import ClipFormat
import ClipStore
import LinuxSystem
import ProcessMessages
import Sandbox
import Spool
import TestSupport
import Testing
import Timeline

@Suite("The uploader") struct UploadTests {
  private let directory: TemporaryDirectory
  private let spool: Spool
  private let store: String
  private var log: String { directory.path + "/log/upload" }

  init() throws {
    directory = try TemporaryDirectory()
    spool = Spool(root: directory.path + "/spool")
    store = directory.path + "/store"
    try spool.prepare()
    try Files.makeDirectories(store)
    try Files.makeDirectories(directory.path + "/log")
  }

  private func order(filming: ClipLocation? = nil) -> UploadOrder {
    UploadOrder(spool: spool.root, store: "dir:" + store, filming: filming)
  }

  @Test("ends at once where there is nothing to do") func idle() throws {
    #expect(try Uploader(order(), log: log).finish() == .exited(0))
  }

  @Test("sends segments while the call lasts, 10 s after their end, and nothing that can be cut")
  func during() throws {
    var clip = try SampleClip(root: spool.root)
    try clip.add(3)
    let location = clip.location
    let began = Clock.bootMilliseconds
    let uploader = try Uploader(order(filming: location), log: log)
    let folder = store + "/" + location.path
    try waitForNames(["opening", "00000.segment"], in: folder)
    #expect(Clock.bootMilliseconds - began >= 10_000)
    // Longer than it would take to send the one that can still be cut.
    _ = try Waiting.wait([], milliseconds: 300)
    #expect(try Files.list(folder).sorted() == ["00000.segment", "opening"])
    // It reaches no display and no bus (P9).
    let number = uploader.process.identifier
    #expect(ProcessTable.field("Seccomp", of: number) == "2")
    #expect(ProcessTable.field("NoNewPrivs", of: number) == "1")
    // What is not sent yet can be cut, and goes when the clip is closed.
    try clip.cut(to: CallTime(milliseconds: 4000))
    _ = try clip.close()
    try uploader.tell(order())
    #expect(try uploader.finish() == .exited(0))
    let sealed = try SealedClip(root: store, clip: location.clip)
    #expect(sealed.segments == [0])
    _ = try sealed.verify()
    #expect(try Files.list(spool.root).isEmpty)
  }

  @Test("goes on when a clip is destroyed under its hands, and ends with the last")
  func destroyed() throws {
    var clip = try SampleClip(root: spool.root)
    try clip.add(3)
    let uploader = try Uploader(order(filming: clip.location), log: log)
    try clip.destroy()
    // It may have seen already that nothing is left to do.
    try? uploader.tell(order())
    #expect(try uploader.finish() == .exited(0))
    #expect(SealedClip.clips(in: store).isEmpty)
  }

  @Test("comes back to a store that was away, and says so once") func away() throws {
    var clip = try SampleClip(root: spool.root)
    try clip.add(2)
    let location = try clip.close()
    try Files.removeDirectory(store)
    let watch = try DirectoryWatch()
    try watch.add(directory.path + "/log", for: .writing)
    let uploader = try Uploader(order(), log: log)
    guard try !Waiting.wait([.init(watch.rawValue)], milliseconds: 10_000).isEmpty else {
      throw TestTimeout("the log")
    }
    try Files.makeDirectories(store)
    #expect(try uploader.finish() == .exited(0))
    #expect(SealedClip.clips(in: store) == [location])
    let said = String(decoding: try Files.read(path: log, limit: 1 << 16), as: UTF8.self)
    let lines = said.split(separator: "\n")
    #expect(lines == ["callreel: store does not answer, objects kept", "callreel: objects stored"])
  }

  @Test("does not outlive its session while a store is away") func session() throws {
    var clip = try SampleClip(root: spool.root)
    try clip.add(2)
    let location = try clip.close()
    try Files.removeDirectory(store)
    let uploader = try Uploader(order(), log: log)
    uploader.leave()
    #expect(try uploader.finish() == .exited(69))
    #expect(spool.isClosed(location))
  }

  /// As the kernel saw it: the rules are in force before anything of the order is touched.
  @Test(
    "gives up files, programs, displays and buses before it opens its spool",
    .enabled(if: KernelProtection.hasFileRights, "the kernel has no Landlock"))
  func rights() throws {
    var clip = try SampleClip(root: spool.root)
    try clip.add(2)
    _ = try clip.close()
    let trace = directory.path + "/trace"
    let calls = "landlock_restrict_self,seccomp,socket,connect,openat,execve"
    let uploader = try Uploader(
      order(), log: log,
      through: ["/usr/bin/strace", "-f", "-o", trace, "-e", "trace=" + calls])
    #expect(try uploader.finish() == .exited(0))
    #expect(SealedClip.clips(in: store).count == 1)
    let lines = String(decoding: try Files.read(path: trace, limit: 1 << 24), as: UTF8.self)
      .split(separator: "\n")
    let landlock = try #require(lines.firstIndex { $0.contains("landlock_restrict_self(") })
    #expect(lines[landlock].hasSuffix("= 0"))
    let filter = try #require(lines.lastIndex { $0.contains("seccomp(SECCOMP_SET_MODE_FILTER") })
    #expect(lines[filter].hasSuffix("= 0"))
    let first = try #require(
      lines.firstIndex { $0.contains(directory.path) && $0.contains("open") })
    // The folders are opened once before, as the places of the rules.
    let opened = lines[..<filter].filter { $0.contains(directory.path) && $0.contains("openat(") }
    #expect(opened.allSatisfy { $0.contains("O_PATH") || $0.contains("/log/") })
    #expect(first < landlock && landlock < filter)
    #expect(!lines[filter...].contains { $0.contains("execve(") || $0.contains("AF_UNIX") })
  }

  /// Waits until all of these are in a folder that may not be there yet.
  private func waitForNames(
    _ names: Set<String>, in folder: String
  ) throws {
    try Files.makeDirectories(folder)
    let watch = try DirectoryWatch()
    try watch.add(folder, for: .names)
    while !names.isSubset(of: try Files.list(folder)) {
      guard try !Waiting.wait([.init(watch.rawValue)], milliseconds: 30_000).isEmpty else {
        throw TestTimeout("\(names)")
      }
      watch.drain()
    }
  }
}
