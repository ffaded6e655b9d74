import CallPolicy
import ClipFormat
import LinuxSystem
import Spool
import TestSupport
import Testing

@Suite("The spools of one person") struct SpoolsTests {
  private static let other = "00112233aabbccdd"
  private let directory: TemporaryDirectory
  private var spools: Spools { Spools(stateDirectory: directory.path) }
  private var elsewhere: Spools { Spools(stateDirectory: directory.path, host: Self.other) }

  init() throws { directory = try TemporaryDirectory() }

  @Test("names are a host's and a number's, and never a campaign's")
  func names() throws {
    let name = SpoolName(host: Self.other, number: 7)
    #expect(name.text == Self.other + ".7" && SpoolName(name.text) == name)
    #expect(!ClipLocation.isCampaign(name.text))
    let wrong = [
      "", "crm", "\(Self.other)", "\(Self.other).", "\(Self.other).07", "\(Self.other).64",
      "\(Self.other).-1", "\(Self.other).7.lock", "00112233AABBCCDD.7", "00112233.7", ".probe",
    ]
    for text in wrong { #expect(SpoolName(text) == nil, "\(text)") }
    let host = SpoolName.thisHost
    #expect(SpoolName(host: host, number: 0).text.utf8.count == 18 && SpoolName(host + ".0") != nil)
    #expect(host != Account.hostName)
  }

  @Test("are one for each session, and a session that comes back has its own again")
  func claiming() throws {
    do {
      let first = try spools.claim()
      let second = try spools.claim()
      let third = try elsewhere.claim()
      let roots = [first, second, third].map(\.spool.root)
      #expect(Set(roots).count == 3 && roots[0].hasSuffix(".0") && roots[1].hasSuffix(".1"))
      #expect(roots[2].hasSuffix(Self.other + ".0"))
      for root in roots { #expect(try Files.status(path: root).mode == 0o700) }
      withExtendedLifetime((first, second, third)) {}
    }
    #expect(try spools.claim().spool.root.hasSuffix(".0"))
  }

  @Test("that sessions have are nobody else's to send, close or take over")
  func living() throws {
    let mine = try spools.claim()
    let theirs = try spools.claim()
    let far = try elsewhere.claim()
    var clips: [ClipLocation] = []
    for claimed in [theirs, far] {
      var closed = try SampleClip(root: claimed.spool.root)
      try closed.add(2)
      clips.append(try closed.close())
      var crashed = try SampleClip(root: claimed.spool.root)
      try crashed.add(3)
      clips.append(crashed.crash())
    }
    #expect(try mine.adopt() == Adoption(clips: 0, failed: 0, hasOthers: true))
    #expect(try mine.spool.clips().isEmpty && mine.spool.recover().closed.isEmpty)
    #expect(try Set(spools.clips()) == Set(clips))
    withExtendedLifetime((theirs, far)) {}
  }

  @Test("whose sessions are gone are taken over, closed or not")
  func orphans() throws {
    var clips: Set<ClipLocation> = []
    let mine = try spools.claim()
    do {
      let theirs = try spools.claim()
      var closed = try SampleClip(root: theirs.spool.root)
      try closed.add(2)
      clips.insert(try closed.close())
      var crashed = try SampleClip(root: theirs.spool.root)
      try crashed.add(3)
      clips.insert(crashed.crash())
    }
    #expect(try mine.adopt() == Adoption(clips: 2, failed: 0, hasOthers: false))
    #expect(try Set(mine.spool.clips()) == clips)
    #expect(try mine.spool.recover().closed.count == 1)
    for clip in clips {
      _ = try SealedClip(root: mine.spool.root, clip: clip.clip).verify()
    }
    let name = Files.parent(of: mine.spool.root)
    #expect(try Files.list(name).count == 2, "an adopted spool is gone, and its lock")
    #expect(try mine.adopt() == Adoption())
  }

  @Test("leave a clip alone that a recorder outlives its agent with, until it has closed it")
  func busyRecorder() throws {
    let mine = try spools.claim()
    let root: String
    do { root = try spools.claim().spool.root }
    var clip = try SampleClip(root: root)
    try clip.add(2)
    #expect(try mine.adopt() == Adoption(clips: 0, failed: 0, hasOthers: true))
    try clip.add(1)
    let location = try clip.close()
    #expect(try mine.adopt() == Adoption(clips: 1, failed: 0, hasOthers: false))
    #expect(mine.spool.isClosed(location))
  }

  @Test("leave a clip alone whose keys an uploader just sends")
  func busyUploader() throws {
    let mine = try spools.claim()
    let root: String
    do { root = try spools.claim().spool.root }
    var clip = try SampleClip(root: root)
    try clip.add(2)
    let location = try clip.close()
    let haveLeft = Spool(root: root).letKeysLeave(location) {
      #expect((try? mine.adopt()) == Adoption(clips: 0, failed: 0, hasOthers: true))
    }
    #expect(haveLeft)
    #expect(try mine.adopt().clips == 1)
    // What may have left stays what may have left.
    #expect(try !mine.spool.destroy(location))
  }

  @Test("of another host are taken over only after a day of rest", arguments: [86_390, 86_410])
  func otherHost(seconds: Int64) throws {
    let root: String
    do { root = try elsewhere.claim().spool.root }
    var clip = try SampleClip(root: root)
    try clip.add(2)
    let location = try clip.close()
    try Self.age(root + ".lock", by: seconds)
    try Self.age(root, by: seconds)
    let mine = try spools.claim()
    let isOver = seconds > 86_400
    #expect(
      try mine.adopt() == Adoption(clips: isOver ? 1 : 0, failed: 0, hasOthers: !isOver))
    #expect(mine.spool.isClosed(location) == isOver)
  }

  @Test("of another host that has changed one object meanwhile are left alone")
  func restless() throws {
    let root: String
    do { root = try elsewhere.claim().spool.root }
    var clip = try SampleClip(root: root)
    try clip.add(2)
    let location = try clip.close()
    try Self.age(root + ".lock", by: 200_000)
    try Self.age(root, by: 200_000)
    let object = root + "/" + location.path + "/00000.segment"
    try Files.openForAppending(path: object).write([1])
    #expect(try spools.claim().adopt().hasOthers)
  }

  @Test("of before there were sessions are taken over on an upgrade")
  func flat() throws {
    let old = Spool(root: spools.root)
    try old.prepare()
    var closed = try SampleClip(root: old.root)
    try closed.add(2)
    let first = try closed.close()
    var crashed = try SampleClip(root: old.root)
    try crashed.add(3)
    let second = crashed.crash()
    var running = try SampleClip(root: old.root)
    try running.add(2)
    let mine = try spools.claim()
    #expect(try mine.adopt().clips == 2)
    #expect(try Set(mine.spool.clips()) == [first, second])
    let third = try running.close()
    #expect(try mine.adopt().clips == 1 && mine.spool.isClosed(third))
    #expect(try Files.list(old.root).allSatisfy { $0.hasPrefix(SpoolName.thisHost) })
  }

  @Test("take what all sessions have, of what their disk lets")
  func room() throws {
    #expect(try spools.room().usedBytes == 0)
    let mine = try spools.claim()
    #expect(try spools.room().usedBytes == 0, "a lock is no clip")
    var clip = try SampleClip(root: mine.spool.root)
    try clip.add(2, bytes: 100_000)
    _ = try clip.close()
    var far = try SampleClip(root: try elsewhere.claim().spool.root)
    try far.add(2, bytes: 100_000)
    _ = try far.close()
    let room = try spools.room()
    #expect((400_000...500_000).contains(room.usedBytes) && room.freeBytes > 0)
  }

  @Test("cannot be had where nothing can be written")
  func unwritable() throws {
    try Files.create(path: directory.path + "/spool", [])
    #expect(throws: SpoolError.self) { try spools.claim() }
    #expect(throws: SpoolError.self) { try Spool.nowhere.prepare() }
    #expect(try Spool.nowhere.clips().isEmpty)
  }

  private static func age(_ path: String, by seconds: Int64) throws {
    let time = "@\(Clock.unixSeconds - seconds)"
    _ = try TestProgram.output(
      of: "find", [path, "-exec", "touch", "-h", "-d", time, "{}", "+"],
      environment: ["PATH=/usr/bin:/bin"])
  }
}
