import LinuxSystem
import TestSupport
import Testing

@Suite("callreel doctor --store") struct StoreReviewTests {
  private func look(_ server: ObjectServer, _ more: String...) throws -> Command.Outcome {
    try Command.run(
      ["doctor", "--store", server.url, "--credentials", server.credentials] + more)
  }

  @Test("reports a server that overwrites, and what nobody can ask it")
  func overwrites() throws {
    let outcome = try look(ObjectServer(.rclone))
    #expect(outcome.end == .exited(0), "\(outcome)")
    #expect(
      outcome.output.contains("warning store         the server does not keep to If-None-Match"))
    #expect(outcome.output.contains("object lock: the server knows no such thing"))
    #expect(outcome.output.contains("backups and snapshots cannot be seen from here"))
    #expect(!outcome.output.contains("session bus"))
  }

  @Test("objects to what outlives an erasure, and to what ends the retention early")
  func objections() throws {
    let server = try ObjectServer(.moto)
    let plain = try look(server)
    #expect(plain.end == .exited(0), "\(plain)")
    #expect(plain.output.contains("ok      store         a second object of a name is refused"))
    #expect(plain.output.contains("warning store         no lifecycle rule removes"))
    try server.set(
      "versioning",
      "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>")
    for (days, words) in [
      (30, "after 30 days; clips are kept for 183"),
      (190, "access records after 190 days, not 365"),
      (372, "removes everything after 372 days"),
    ] {
      try server.set(
        "lifecycle",
        """
        <LifecycleConfiguration><Rule><ID>a</ID><Status>Enabled</Status><Filter><Prefix></Prefix>
        </Filter><Expiration><Days>\(days)</Days></Expiration></Rule></LifecycleConfiguration>
        """)
      let outcome = try look(server, "--json")
      #expect(outcome.end == .exited(1) && outcome.output.contains(words), "\(outcome)")
      #expect(outcome.output.contains("versioning keeps for ever what is erased"))
    }
  }

  @Test("says plainly what it is given wrong")
  func usage() throws {
    let alone = try Command.run(["doctor", "--credentials", "/x"])
    #expect(alone.end == .exited(64) && alone.error.contains("go with --store"))
    let folder = try Command.run(["doctor", "--store", "dir:/"])
    #expect(folder.end == .exited(0) && folder.output.contains("its file server"))
    let missing = try Command.run(["doctor", "--store", "dir:/none"])
    #expect(missing.end == .exited(1) && missing.output.contains("the store is not there"))
  }
}
