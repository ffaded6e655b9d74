import ByteCoding
import ClipFormat
import ClipSealing
import Glibc
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// A private key that a passphrase protects lies in guarded memory only, which is wiped.
@Suite(
  "A key in memory",
  .enabled(if: Account.userNumber == 0, "only root may read the memory of callreel"))
struct KeyMemoryTests {
  @Test("is in no ordinary memory while it opens a clip", .timeLimit(.minutes(1)))
  func guarded() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let locked = store.path + "/locked.key"
    try Files.create(
      path: locked,
      try store.trainer.encode(passphrase: SecretBytes(copying: Array("correct horse".utf8))))
    // The passphrase is wiped, and was never elsewhere.
    let secrets = try secrets(of: store.trainer) + [Array("correct horse".utf8)]
    try Files.makeDirectories(store.path + "/bin")
    let player = try RunningProgram(at: store.path + "/bin/mpv", "exec sleep 600")
    let child = try Command.start(
      [
        "clip", "open", clip.clip.text, "--store", "dir:" + store.store, "--trainee", "-", "--key",
        locked, "--passphrase-file", "-",
      ], input: "alice\ncorrect horse\n",
      environment: ["PATH=\(store.path)/bin:/usr/bin:/bin"], scratch: store.path)
    _ = try player.number()
    let memory = try ProcessMemory(of: child.identifier)
    var isGuarded = false
    for region in memory.regions where !region.isFileOnly {
      let bytes = memory.read(region)
      let found = secrets.contains { holds(bytes, $0) }
      // Left out of core dumps: libsodium's own.
      if region.flags.contains("dd") {
        isGuarded = isGuarded || found
      } else {
        #expect(!found, "in \(region.name) \(region.rights)")
      }
    }
    #expect(isGuarded, "the search finds what is there")
    child.send(signal: Signal.interrupt)
    #expect(child.wait() == .exited(1))
  }

  private func holds(_ bytes: [UInt8], _ secret: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress, bytes.count >= secret.count else { return false }
      var place = 0
      let last = bytes.count - secret.count
      while place <= last, let hit = memchr(base + place, Int32(secret[0]), last - place + 1) {
        place = base.distance(to: UnsafeRawPointer(hit))
        if memcmp(base + place, secret, secret.count) == 0 { return true }
        place += 1
      }
      return false
    }
  }

  /// Each eight bytes of the X25519 secret and the Ed25519 seed.
  private func secrets(of key: borrowing PrivateKey) throws -> [[UInt8]] {
    let line = try #require(RecordText.line(of: key.encode(), limit: FormatLimits.textBytes))
    let record = try #require(RecordText.record(line, after: PublicKey.privatePrefix))
    return stride(from: 3, to: 67, by: 8).map { Array(record[$0..<$0 + 8]) }
  }
}
