import ClipFormat
import ClipSealing
import ClipStore
import LinuxSystem
import ProcessMessages
import Spool
import TestSupport
import Testing

@testable import ClipDelivery

@Suite("Delivery from spool to store") struct ClipDeliveryTests {
  private let directory: TemporaryDirectory
  private let spool: Spool
  private let store: String

  init() throws {
    directory = try TemporaryDirectory()
    spool = Spool(root: directory.path + "/spool")
    store = directory.path + "/store"
    try spool.prepare()
    try Files.makeDirectories(store)
  }

  private func deliver() -> ClipDelivery.Outcome {
    ClipDelivery.deliver(spool: spool.root, store: StoreSettings("dir:" + store))
  }

  private func makeClip() throws -> ClipLocation {
    var clip = try SampleClip(root: spool.root)
    try clip.add(4)
    return try clip.close()
  }

  @Test("moves every closed clip and leaves the spool empty")
  func moves() throws {
    let clips = try [makeClip(), makeClip()]
    let before = try clips.map { try SealedClip(root: spool.root, clip: $0.clip).objects }
    #expect(deliver() == .done)
    #expect(try Files.list(spool.root).isEmpty)
    #expect(try clips.map { try SealedClip(root: store, clip: $0.clip).objects } == before)
    #expect(deliver() == .done)
  }

  @Test("leaves alone what is not closed")
  func open() throws {
    var clip = try SampleClip(root: spool.root)
    try clip.add(2)
    #expect(deliver() == .done)
    #expect(SealedClip.clips(in: store).isEmpty)
    _ = try clip.close()
    #expect(deliver() == .done)
    #expect(SealedClip.clips(in: store).count == 1)
  }

  @Test(
    "leaves to the next agent the clip that was being filmed when its own went",
    arguments: [
      true, false,
    ])
  func orphan(hasAgent: Bool) throws {
    let filming = try makeClip()
    let other = try makeClip()
    var order = UploadOrder(spool: spool.root, store: "dir:" + store)
    order.filming = filming
    var pass = DeliveryPass(order)
    _ = pass.run(store: try openStore("dir:" + store), hasAgent: hasAgent)
    #expect(Set(SealedClip.clips(in: store)) == (hasAgent ? [filming, other] : [other]))
    #expect(spool.holds(filming) != hasAgent)
    #expect(deliver() == .done)
    #expect(SealedClip.clips(in: store).count == 2)
  }

  /// An obstacle under one object's name shows what had been sent before it, and that nothing
  /// leaves the spool before all of it is acknowledged.
  @Test("sends the keys last, and lets go of nothing that is not acknowledged", arguments: 0..<5)
  func order(obstacle: Int) throws {
    let clip = try makeClip()
    let names = try spool.objects(of: clip).filter { name in
      if case .key = name { false } else { true }
    }
    let key = ObjectName.key(fingerprint: SampleClip.trainer.publicKey.fingerprint)
    let order: [ObjectName] = [.opening, .segment(0), .segment(1), .closing, key]
    #expect(Set(names + [key]) == Set(order))
    let path = store + "/" + clip.path + "/" + order[obstacle].text
    try Files.makeDirectories(store + "/" + clip.path)
    try Files.create(path: path, [1])
    let before = try SealedClip(root: spool.root, clip: clip.clip).objects
    #expect(deliver() == .storeUnavailable)
    let sent = try SealedClip(root: store, clip: clip.clip).objects
    #expect(Set(sent.keys) == Set(order.prefix(obstacle + 1)))
    #expect(try SealedClip(root: spool.root, clip: clip.clip).objects == before)
    #expect(spool.isClosed(clip))
    try Files.remove(path)
    #expect(deliver() == .done)
    #expect(try Files.list(spool.root).isEmpty)
    #expect(try SealedClip(root: store, clip: clip.clip).objects == before)
  }

  @Test("goes on where one clip cannot go, and takes up what was interrupted")
  func interrupted() throws {
    let clips = try [makeClip(), makeClip()]
    let path = store + "/" + clips[0].path + "/00000.segment"
    try Files.makeDirectories(store + "/" + clips[0].path)
    try Files.create(path: path, [1])
    #expect(deliver() == .storeUnavailable)
    #expect(try spool.clips() == [clips[0]])
    try Files.remove(path)
    // The crash came after the first object had left.
    try spool.release(.opening, of: clips[0])
    #expect(try Files.list(spool.root + "/" + clips[0].path).contains("closing"))
  }

  @Test("removes what a kill left of a clip that was acknowledged") func killed() throws {
    let clip = try makeClip()
    #expect(spool.letKeysLeave(clip) {})
    for name in try Files.list(spool.folder(of: clip)) where name.hasPrefix("key.") {
      try Files.remove(spool.folder(of: clip) + "/" + name)
    }
    #expect(deliver() == .done)
    #expect(try Files.list(spool.root).isEmpty)
    #expect(SealedClip.clips(in: store).isEmpty)
  }

  @Test("makes no store that is not there, and no clip that was destroyed")
  func missing() throws {
    let clip = try makeClip()
    try Files.removeDirectory(store)
    #expect(deliver() == .storeUnavailable)
    #expect(!Files.exists(store))
    #expect(
      ClipDelivery.deliver(spool: spool.root, store: StoreSettings("ftp://x")) == .storeUnavailable)
    try Files.makeDirectories(store)
    #expect(try spool.destroy(clip))
    #expect(deliver() == .done)
    #expect(SealedClip.clips(in: store).isEmpty)
  }
}
