import Glibc
import LinuxSystem
import TestSupport
import Testing

@Suite("Files and waiting") struct FilesTests {
  private let directory: TemporaryDirectory
  private var root: String { directory.path }

  init() throws { directory = try TemporaryDirectory() }

  @Test("are made once, replaced whole, and read up to a limit")
  func whole() throws {
    let path = root + "/file"
    try Files.create(path: path, [1, 2, 3])
    #expect(throws: SystemError(call: "open", code: 17)) { try Files.create(path: path, []) }
    #expect(try Files.status(path: path).mode == 0o600)
    let inode = try Files.status(path: path).inode
    try Files.replace(path: path, [4, 5])
    #expect(try Files.read(path: path, limit: 2) == [4, 5])
    #expect(try Files.status(path: path).inode != inode)
    #expect(throws: SystemError(call: "read", code: 27)) { try Files.read(path: path, limit: 1) }
    #expect(try Files.list(root) == ["file"])
    #expect(throws: SystemError(call: "link", code: 17)) { try Files.link(path, as: path) }
  }

  @Test("The process's mask survives directories that many threads make at once")
  func mask() async throws {
    let before = ProcessTable.field("Umask", of: getpid())
    await withTaskGroup(of: Void.self) { group in
      for worker in 0..<8 {
        group.addTask { [root] in
          for number in 0..<200 { try? Files.makeDirectories(root + "/\(worker)/\(number)") }
        }
      }
    }
    #expect(ProcessTable.field("Umask", of: getpid()) == before)
    #expect(try Files.list(root).count == 8 && Files.list(root + "/7").count == 200)
  }

  @Test("A removed tree takes nothing with it that it only points to")
  func removal() throws {
    try Files.makeDirectories(root + "/a/b/c")
    try Files.makeDirectories(root + "/kept")
    try Files.create(path: root + "/kept/file", [1])
    try Files.create(path: root + "/a/b/x", [])
    _ = try TestProgram.output(
      of: "ln", ["-s", root + "/kept", root + "/a/b/link"], environment: [])
    try Files.removeTree(root + "/a")
    #expect(try Files.list(root) == ["kept"])
    #expect(try Files.read(path: root + "/kept/file", limit: 1) == [1])
    try Files.removeTree(root + "/a")
  }

  @Test(
    "Names are sorted, and a path's parent is above it",
    arguments: [
      ("/a/b", "/a"), ("/a", "/"), ("a", "."), ("a/b/c", "a/b"),
    ])
  func parents(path: String, parent: String) {
    #expect(Files.parent(of: path) == parent)
  }

  @Test("A lock is one holder's")
  func locks() throws {
    try Files.create(path: root + "/lock", [])
    let second = try Files.openForReading(path: root + "/lock")
    do {
      let first = try Files.openForReading(path: root + "/lock")
      #expect(try first.tryLock())
      #expect(try !second.tryLock())
    }
    #expect(try second.tryLock())
  }

  @Test("A watched directory tells of what is written, moved and removed")
  func watched() throws {
    let watch = try DirectoryWatch()
    try watch.add(root)
    #expect(try Waiting.wait([.init(watch.rawValue)], milliseconds: 0).isEmpty)
    for step in 0..<3 {
      switch step {
      case 0: try Files.create(path: root + "/a", [1])
      case 1: try Files.rename(root + "/a", to: root + "/b")
      default: try Files.remove(root + "/b")
      }
      #expect(try Waiting.wait([.init(watch.rawValue)], milliseconds: 5000) == [watch.rawValue])
      watch.drain()
      #expect(try Waiting.wait([.init(watch.rawValue)], milliseconds: 0).isEmpty)
    }
  }

  @Test("A directory that is watched for names tells those of files made, moved and removed")
  func names() throws {
    let watch = try DirectoryWatch()
    try watch.add(root, for: .names)
    #expect(watch.changedNames().isEmpty)
    let long = String(repeating: "é", count: 127)
    for name in ["a", long] { try Files.create(path: root + "/" + name, [1]) }
    #expect(watch.changedNames() == ["a", long])
    for round in 0..<300 {
      try Files.rename(root + "/a", to: root + "/b\(round)")
      try Files.rename(root + "/b\(round)", to: root + "/a")
    }
    #expect(watch.changedNames() == Set((0..<300).map { "b\($0)" } + ["a"]))
    try Files.remove(root + "/a")
    #expect(watch.changedNames() == ["a"])
    #expect(try Waiting.wait([.init(watch.rawValue)], milliseconds: 0).isEmpty)
  }

  @Test("A timer comes at its intervals, and never once it is disarmed")
  func timer() throws {
    let timer = try TimerDescriptor()
    #expect(timer.expirations() == 0)
    let start = Clock.bootNanoseconds
    try timer.repeatEvery(nanoseconds: 10_000_000)
    var count: UInt64 = 0
    while count < 3 {
      _ = try Waiting.wait([.init(timer.rawValue)], milliseconds: 5000)
      count += timer.expirations()
    }
    #expect(Clock.bootNanoseconds - start >= Int64(count) * 10_000_000)
    try timer.disarm()
    _ = timer.expirations()
    #expect(try Waiting.wait([.init(timer.rawValue)], milliseconds: 40).isEmpty)
  }
}
