import ClipFormat
import ClipSealing
import LinuxSystem
import Spool
import TestSupport
import Testing
import Timeline

@Suite("The spool") struct SpoolTests {
  private let directory: TemporaryDirectory
  private let spool: Spool
  private var root: String { spool.root }

  init() throws {
    directory = try TemporaryDirectory()
    spool = Spool(root: directory.path + "/spool")
    try spool.prepare()
  }

  @Test("holds a clip as it was sealed, readable by its owner only")
  func closed() throws {
    var clip = try SampleClip(root: root)
    try clip.add(3)
    #expect(!spool.isClosed(clip.location))
    let location = try clip.close()
    #expect(spool.isClosed(location))
    #expect(try spool.clips() == [location])
    let sealed = try SealedClip(root: root, clip: location.clip)
    let report = try sealed.verify()
    #expect(report.closing == .closed(.ended) && report.filmedMilliseconds == 6000)
    let folder = root + "/" + location.path
    #expect(try Files.status(path: folder).mode == 0o700)
    for name in try Files.list(folder) {
      #expect(try Files.status(path: folder + "/" + name).mode == 0o600, "\(name)")
      #expect(ObjectName(name) != nil || name == "digests", "\(name) is left over")
    }
  }

  @Test("closes what a crash left open, and leaves alone what a recorder holds")
  func recovery() throws {
    var crashed = try SampleClip(root: root)
    try crashed.add(3)
    var running = try SampleClip(root: root)
    try running.add(3)
    let location = crashed.crash()
    let recovery = try spool.recover()
    #expect(recovery.closed == [location] && recovery.destroyed.isEmpty)
    #expect(!spool.isClosed(running.location))
    let report = try SealedClip(root: root, clip: location.clip).verify()
    #expect(report.closing == .closed(.crash) && report.end.milliseconds == 6000)
    #expect(try spool.recover().closed.isEmpty)
    try running.add(1)
    _ = try running.close()
  }

  @Test("a clip that is damaged keeps no other from being closed") func damaged() throws {
    let locations = try (0..<3).map { _ in
      var clip = try SampleClip(root: root)
      try clip.add(3)
      return clip.crash()
    }
    for damaged in locations.dropLast() {
      let opening = root + "/" + damaged.path + "/opening"
      try Files.remove(opening)
      try Files.create(path: opening, [1, 2, 3])
    }
    let recovery = try spool.recover()
    #expect(recovery.closed == [locations[2]] && recovery.destroyed.isEmpty)
    #expect(Set(recovery.failed) == Set(locations.dropLast()))
  }

  @Test("closes a clip whose last writes were cut anywhere", arguments: 0..<24)
  func torn(step: Int) throws {
    var clip = try SampleClip(root: root)
    try clip.add(4, bytes: 200)
    let location = clip.crash()
    let path = root + "/" + location.path + "/00001.segment"
    let whole = try Files.status(path: path).size
    let file = try Files.openForAppending(path: path)
    try file.truncate(to: whole * step / 24)
    #expect(try spool.recover().closed == [location])
    let report = try SealedClip(root: root, clip: location.clip).verify()
    #expect([4000, 6000].contains(report.end.milliseconds))
    #expect(report.segments == (report.end.milliseconds == 4000 ? 1 : 2))
  }

  @Test("destroys what is shorter than its minimum, or never began (F1)")
  func tooShort() throws {
    var short = try SampleClip(root: root, minimumSeconds: 5)
    try short.add(2)
    let first = short.crash()
    let second = try SampleClip(root: root).crash()
    let third = try SampleClip(root: root).crash()
    try Files.remove(root + "/" + third.path + "/opening")
    let recovery = try spool.recover()
    #expect(Set(recovery.destroyed) == [first, second, third] && recovery.closed.isEmpty)
    #expect(try Files.list(root).isEmpty)
  }

  @Test("keeps its own end where the crash came before the signing key was gone")
  func closedByItself() throws {
    var clip = try SampleClip(root: root)
    try clip.add(3)
    let key = root + "/" + clip.location.path + "/signing-key"
    let seed = try Files.read(path: key, limit: 64)
    let location = try clip.close()
    try Files.create(path: key, seed)
    #expect(try spool.recover().closed == [location])
    #expect(!Files.exists(key))
    let report = try SealedClip(root: root, clip: location.clip).verify()
    #expect(report.closing == .closed(.ended))
  }

  @Test("destroys what a power cut left of a clip that was being destroyed (N10, N12)")
  func halfDestroyed() throws {
    var running = try SampleClip(root: root)
    try running.add(3)
    let first = running.crash()
    var closed = try SampleClip(root: root)
    try closed.add(3)
    let second = try closed.close()
    for clip in [first, second] {
      for case .key(let fingerprint) in try spool.objects(of: clip) {
        try Files.remove(root + "/" + clip.path + "/key." + fingerprint)
      }
    }
    #expect(!spool.isClosed(second))
    let recovery = try spool.recover()
    #expect(Set(recovery.destroyed) == [first, second] && recovery.closed.isEmpty)
    #expect(try Files.list(root).isEmpty)
  }

  @Test("destroys a clip without film whose opening record was cut", arguments: [0, 9, 500])
  func tornOpening(length: Int) throws {
    let location = try SampleClip(root: root).crash()
    let file = try Files.openForAppending(path: root + "/" + location.path + "/opening")
    try file.truncate(to: length)
    let recovery = try spool.recover()
    #expect(recovery.destroyed == [location] && recovery.failed.isEmpty)
  }

  @Test("A cut removes film from the disk, and what follows fits")
  func cut() throws {
    var clip = try SampleClip(root: root)
    try clip.add(4)
    try clip.cut(to: CallTime(milliseconds: 4000))
    #expect(try spool.objects(of: clip.location).contains(.segment(0)))
    #expect(try !spool.objects(of: clip.location).contains(.segment(1)))
    try clip.add(2)
    let location = try clip.close()
    #expect(try SealedClip(root: root, clip: location.clip).verify().filmedMilliseconds == 8000)
  }

  @Test("destroys a clip whose keys are here, and none whose keys may have left (N12)")
  func destroying() throws {
    var clip = try SampleClip(root: root)
    try clip.add(2)
    let location = try clip.close()
    struct Refused: Error {}
    #expect(throws: Refused.self) { try spool.letKeysLeave(location) { throw Refused() } }
    #expect(try !spool.destroy(location))
    #expect(spool.isClosed(location))
    var other = try SampleClip(root: root)
    try other.add(2)
    let second = try other.close()
    #expect(try spool.destroy(second))
    #expect(!Files.exists(root + "/" + second.path))
    #expect(try !spool.destroy(second))
    #expect(!spool.letKeysLeave(second) { Issue.record("the keys of nothing left") })
  }

  @Test(
    "ends what a kill interrupted while a clip was let go of, and nothing else", arguments: 0..<7)
  func remains(step: Int) throws {
    var kept = try SampleClip(root: root)
    try kept.add(2)
    var clip = try SampleClip(root: root)
    try clip.add(3)
    let location = try clip.close()
    let folder = spool.folder(of: location)
    _ = spool.letKeysLeave(location) {}
    // The order in which a clip goes: its keys, then by name.
    let order = try Files.list(folder).sorted { left, right in
      (left.hasPrefix("key.") ? 0 : 1, left) < (right.hasPrefix("key.") ? 0 : 1, right)
    }
    #expect(order.count == 7)
    for name in order.prefix(step + 1) { try Files.remove(folder + "/" + name) }
    try Files.makeDirectories(root + "/empty/2026-01-01")
    try spool.removeRemains()
    #expect(try spool.clips() == [kept.location])
    #expect(try Files.list(root) == ["spool"])
    _ = try kept.close()
  }

  @Test("does not let keys leave while the clip is being destroyed")
  func race() throws {
    var clip = try SampleClip(root: root)
    try clip.add(2)
    let location = try clip.close()
    let haveLeft = spool.letKeysLeave(location) {
      #expect((try? spool.destroy(location)) == false)
      let again = spool.letKeysLeave(location) { Issue.record("both have it") }
      #expect(!again)
    }
    #expect(haveLeft)
  }

  @Test("names what it cannot write")
  func unwritable() throws {
    try Files.create(path: directory.path + "/file", [])
    #expect(throws: SpoolError.self) { try Spool(root: directory.path + "/file").prepare() }
    #expect(throws: SpoolError.self) { try Spool(root: "/proc/none/spool").prepare() }
    #expect(try Spool(root: directory.path + "/none").clips().isEmpty)
  }

  @Test(
    "says when the disk is full, and what was sealed stays", .enabled(if: Account.userNumber == 0))
  func full() throws {
    let disk = try SmallDisk(directory.path + "/small")
    let small = Spool(root: disk.path + "/spool")
    try small.prepare()
    var clip = try SampleClip(root: small.root)
    try clip.add(2, bytes: 40_000)
    #expect(throws: SpoolError.full) { try clip.add(1, bytes: 600_000) }
    let location = clip.crash()
    try disk.fill()
    #expect(throws: SpoolError.full) { try small.prepare() }
    #expect(throws: SpoolError.full) { _ = try SampleClip(root: small.root) }
    try disk.empty()
    #expect(try small.recover().closed == [location])
    #expect(try SealedClip(root: small.root, clip: location.clip).verify().end.milliseconds == 4000)
  }
}
