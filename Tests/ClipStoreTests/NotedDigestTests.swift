import ClipFormat
import ClipSealing
import ClipStore
import LinuxSystem
import ObjectStorage
import TestSupport
import Testing

/// A note saves the work of hashing, and is believed by nobody.
@Suite("An object whose hash is noted") struct NotedDigestTests {
  private let directory: TemporaryDirectory
  private let path: String
  private let clip: ClipLocation
  private static let bytes = (0..<200_001).map { UInt8(truncatingIfNeeded: $0 >> 3) }
  private static let right = ObjectDigest(byteCount: bytes.count, sha256: SHA256.hash(bytes))
  /// Of bytes that one bit tells from these.
  private static let wrong = ObjectDigest(
    byteCount: bytes.count, sha256: SHA256.hash([bytes[0] ^ 1] + bytes.dropFirst()))

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path + "/object"
    clip = try StoreRulesTests.clip(day: 0)
    try Files.create(path: path, Self.bytes)
  }

  /// One compares the hash, returns it and refuses a second object; one tells the MD5 only.
  enum Server: CaseIterable { case exact, rclone }

  private func open(_ bucket: String) throws -> (store: any ClipStore, holder: AnyObject) {
    let server = try LoggedServer(
      script: "hostile_store.py", [directory.path + "/requests"], folder: directory.path)
    let credentials = directory.path + "/credentials"
    try ObjectServer.write(credentials, secretKey: "secret")
    let settings = StoreSettings(
      ObjectServer.url(port: server.port, bucket: bucket), credentials: credentials)
    return (try openStore(settings), server)
  }

  private func open(_ server: Server) throws -> (store: any ClipStore, holder: AnyObject) {
    guard server == .rclone else { return try open("exact") }
    let rclone = try ObjectServer(.rclone)
    return (try openStore(StoreSettings(rclone.url, credentials: rclone.credentials)), rclone)
  }

  @Test("is acknowledged as what it is, never as what it was", arguments: Server.allCases)
  func rules(server: Server) throws {
    let (store, holder) = try open(server)
    try store.put(.segment(0), of: clip, .file(path: path, digest: Self.right))
    #expect(try store.get(.segment(0), of: clip, atMost: 1 << 20) == Self.bytes)
    // As after an answer that was lost.
    try store.put(.segment(0), of: clip, .file(path: path, digest: Self.right))
    for name in [ObjectName.segment(0), .segment(1)] {
      #expect(throws: StoreError.changed) {
        try store.put(name, of: clip, .file(path: path, digest: Self.wrong))
      }
      try store.put(name, of: clip, .file(path: path))
      #expect(try store.get(name, of: clip, atMost: 1 << 20) == Self.bytes)
    }
    withExtendedLifetime(holder) {}
  }

  @Test("that another has taken is so, and is not called changed") func taken() throws {
    let (store, holder) = try open(.exact)
    try store.put(.segment(0), of: clip, [1])
    #expect(throws: StoreError.taken) {
      try store.put(.segment(0), of: clip, .file(path: path, digest: Self.right))
    }
    withExtendedLifetime(holder) {}
  }

  @Test("is hashed where the note is of another length") func length() throws {
    let (store, holder) = try open(.exact)
    let short = ObjectDigest(byteCount: Self.bytes.count - 1, sha256: Self.wrong.sha256)
    try store.put(.segment(0), of: clip, .file(path: path, digest: short))
    #expect(try store.get(.segment(0), of: clip, atMost: 1 << 20) == Self.bytes)
    withExtendedLifetime(holder) {}
  }

  @Test(
    "and that a server refuses for another reason is refused for that",
    arguments: [
      ("wrong-tag", StoreError.altered), ("denied", .notAllowed), ("busy", .busy(seconds: 77)),
    ])
  func refusals(bucket: String, error: StoreError) throws {
    let (store, holder) = try open(bucket)
    #expect(throws: error) {
      try store.put(.segment(0), of: clip, .file(path: path, digest: Self.right))
    }
    #expect(throws: StoreError.source(code: 2)) {
      try store.put(.segment(0), of: clip, .file(path: path + ".gone", digest: Self.right))
    }
    withExtendedLifetime(holder) {}
  }
}
