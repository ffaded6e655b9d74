import ClipFormat
import ClipSealing
import ClipStore
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// What every store keeps, tried on real ones.
@Suite("A store of any kind") struct StoreRulesTests {
  enum Kind: CaseIterable { case folder, rclone, moto }

  /// A store, and what has to live as long.
  struct Opened {
    let store: any ClipStore
    let holder: AnyObject
  }

  private final class Folder {
    let directory: TemporaryDirectory
    init() throws { directory = try TemporaryDirectory() }
  }

  private static func open(_ kind: Kind) throws -> Opened {
    switch kind {
    case .folder:
      let folder = try Folder()
      return Opened(store: try openStore("dir:" + folder.directory.path), holder: folder)
    case .rclone: return try open(ObjectServer(.rclone))
    case .moto: return try open(ObjectServer(.moto))
    }
  }

  private static func open(_ server: ObjectServer) throws -> Opened {
    Opened(
      store: try openStore(StoreSettings(server.url, credentials: server.credentials)),
      holder: server)
  }

  @Test("keeps, acknowledges, gives, lists", arguments: Kind.allCases)
  func rules(kind: Kind) throws {
    let opened = try Self.open(kind)
    try Self.checkKeeping(opened.store, isOverwriting: kind == .rclone)
  }

  private static func checkKeeping(_ store: any ClipStore, isOverwriting: Bool) throws {
    let clips = try (0..<3).map { try Self.clip(day: $0 / 2) }
    let key = ObjectName.key(fingerprint: "00112233aabbccdd")
    let film = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    #expect(try store.clips(unread: { _, _ in }).isEmpty && store.names(of: clips[0]).isEmpty)
    for clip in clips {
      try store.put(.opening, of: clip, [1, 2, 3])
      try store.put(.segment(0), of: clip, film)
      try store.put(key, of: clip, [])
    }
    // The same again is acknowledged again.
    try store.put(.segment(0), of: clips[0], film)
    #expect(try store.get(.segment(0), of: clips[0], atMost: 1 << 20) == film)
    #expect(try store.get(.segment(0), of: clips[0], atMost: 1000) == Array(film[..<1000]))
    // The connection that was cut off is made anew.
    #expect(try store.get(.opening, of: clips[0], atMost: 1000) == [1, 2, 3])
    #expect(try store.get(key, of: clips[0], atMost: 10).isEmpty)
    #expect(throws: StoreError.missing) { try store.get(.closing, of: clips[0], atMost: 10) }
    #expect(
      try store.names(of: clips[1]).map(\.text)
        == ["00000.segment", "key.00112233aabbccdd", "opening"])
    let listed = try store.clips { folder, error in Issue.record("\(folder): \(error)") }
    #expect(Set(listed) == Set(clips) && listed.map(\.day) == listed.map(\.day).sorted())
    // Another object under a name that is taken; rclone writes over it (callreel-fleet(7)).
    guard !isOverwriting else { return }
    #expect(throws: StoreError.taken) { try store.put(.opening, of: clips[0], [1, 2, 4]) }
    #expect(try store.get(.opening, of: clips[0], atMost: 1000) == [1, 2, 3])
  }

  @Test("removes what it is told, and looks at one day only", arguments: Kind.allCases)
  func removing(kind: Kind) throws {
    let opened = try Self.open(kind)
    try Self.checkRemoving(opened.store)
  }

  private static func checkRemoving(_ store: any ClipStore) throws {
    let clips = try (0..<4).map { try Self.clip(day: $0 / 2) }
    let key = ObjectName.key(fingerprint: "00112233aabbccdd")
    for clip in clips {
      for name in [.opening, .segment(0), key] as [ObjectName] {
        try store.put(name, of: clip, [1])
      }
    }
    let days = Array(Set(clips.map { StoredDay(campaign: $0.campaign, day: $0.day) })).sorted()
    #expect(try store.days() == days)
    #expect(try Set(store.clips(on: days[0], atMost: .max)) == Set(clips[..<2]))
    #expect(try store.clips(on: days[1], atMost: 1).count == 1)
    try store.remove(key, of: clips[0])
    try store.remove(key, of: clips[0])
    #expect(try store.names(of: clips[0]).map(\.text) == ["00000.segment", "opening"])
    try store.put(.erased, of: clips[0], [2])
    try store.removeAll(of: clips[0], but: [.erased])
    #expect(try store.names(of: clips[0]).map(\.text) == ["erased"])
    for clip in clips[2...] { try store.removeAll(of: clip, but: []) }
    try store.removeAll(of: clips[3], but: [])
    #expect(try store.days() == [days[0]])
    #expect(try store.names(of: clips[1]).count == 3)
  }

  /// All at once, and only in `packaging/prove openstack`: its five programs take long to start.
  @Test(
    "and so does OpenStack's",
    .enabled(if: Account.variable("CALLREEL_OPENSTACK") != nil))
  func openStack() throws {
    let server = try ObjectServer(.swift)
    let opened = try Self.open(server)
    let settings = StoreSettings(server.url, credentials: server.credentials)
    #expect(try reviewBucket(settings)?.creation == .overwrites)
    try Self.checkRemoving(opened.store)
    for clip in try opened.store.clips(unread: { _, _ in }) {
      try opened.store.removeAll(of: clip, but: [])
    }
    try Self.checkKeeping(opened.store, isOverwriting: false)
  }

  @Test("takes an object from its file", arguments: Kind.allCases)
  func file(kind: Kind) throws {
    let opened = try Self.open(kind)
    let clip = try Self.clip(day: 0)
    let directory = try TemporaryDirectory()
    let path = directory.path + "/object"
    let bytes = (0..<3_000_001).map { UInt8(truncatingIfNeeded: $0 >> 3) }
    try Files.create(path: path, bytes)
    try opened.store.put(.segment(1), of: clip, .file(path: path))
    #expect(try opened.store.get(.segment(1), of: clip, atMost: 1 << 23) == bytes)
    #expect(throws: StoreError.source(code: 2)) {
      try opened.store.put(.segment(2), of: clip, .file(path: path + ".gone"))
    }
    #expect(try opened.store.names(of: clip).map(\.text) == ["00001.segment"])
  }

  @Test("a folder that has gone is not made again, whoever comes in its place")
  func goneFolder() throws {
    let directory = try TemporaryDirectory()
    let root = directory.path + "/store"
    try Files.makeDirectories(root)
    let store = try openStore("dir:" + root)
    let clip = try Self.clip(day: 0)
    try store.put(.opening, of: clip, [1])
    try Files.rename(root, to: root + ".gone")
    #expect(throws: StoreError.unreachable) { try store.put(.closing, of: clip, [1]) }
    #expect(!Files.exists(root))
    // As where a network folder is not mounted any more.
    try Files.makeDirectories(root)
    #expect(throws: StoreError.unreachable) { try store.put(.closing, of: clip, [1]) }
    #expect(try Files.list(root).isEmpty)
  }

  @Test("refuses a wrong secret and a bucket that is not there, and says which")
  func refusals() throws {
    let server = try ObjectServer(.rclone)
    let clip = try Self.clip(day: 0)
    let settings = StoreSettings(server.url, credentials: server.credentials)
    let absent = StoreSettings(
      server.url.replacing("films", with: "absent"), credentials: server.credentials)
    #expect(throws: StoreError.noBucket) {
      try openStore(absent).put(.opening, of: clip, [1])
    }
    try ObjectServer.write(server.credentials, secretKey: "another-secret")
    let store = try openStore(settings)
    #expect(throws: StoreError.notAllowed) { try store.put(.opening, of: clip, [1]) }
    #expect(throws: StoreError.notAllowed) { try store.names(of: clip) }
    #expect(try Files.list(server.folder + "/films").isEmpty)
  }

  static func clip(day: Int) throws -> ClipLocation {
    let day = CalendarDay(number: 20_000 + Int32(day))
    return try #require(ClipLocation(campaign: "store", day: day, clip: .random()))
  }
}
