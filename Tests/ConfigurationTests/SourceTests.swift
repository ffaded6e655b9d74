import CallPolicy
import Configuration
import Testing

@Suite("Telephony sources of a configuration") struct SourceConfigurationTests {
  private static func directory(_ source: String) throws -> ExampleDirectory {
    let directory = try ExampleDirectory()
    try directory.edit(
      "policy.toml",
      """
      name = "softphone"
      kind = "baresip"
      address = "127.0.0.1:4444"
      """, source)
    try directory.edit("policy.toml", "queue = \"claims\"  ", "#")
    return directory
  }

  private static let asterisk = """
    name = "pbx"
    kind = "ami"
    address = "pbx.example:5039"
    tls = true
    ca = "pbx.pem"
    user = "callreel"
    secret = "pbx.secret"
    queue = "claims"
    """

  @Test("an Asterisk has a secret of its own file, and each person an extension")
  func whole() throws {
    let directory = try Self.directory(Self.asterisk)
    try directory.write("pbx.secret", " swordfish\n", mode: 0o640)
    try directory.edit("people/alice.toml", "trainers =", "extension = \"2001\"\ntrainers =")
    let loaded = try directory.load()
    #expect(
      loaded.policy.sources == [
        Policy.Source(
          name: "pbx",
          kind: .ami(
            address: "pbx.example:5039", extension: nil, user: "callreel", secret: "pbx.secret",
            tls: true, certificateAuthority: "pbx.pem"), queue: "claims")
      ])
    #expect(loaded.sourceSecrets == ["pbx": "swordfish"])
    #expect(loaded.enrolment?.telephone == "2001")
    #expect(directory.faults.isEmpty)
  }

  @Test("what is missing is named") func missing() throws {
    let directory = try Self.directory(Self.asterisk)
    #expect(directory.faults.contains { $0.contains("pbx.secret: does not exist (N10)") })
    try directory.write("pbx.secret", "\n", mode: 0o640)
    #expect(directory.faults.contains { $0.contains("pbx.secret: is empty (N10)") })
    try directory.write("pbx.secret", "swordfish", mode: 0o644)
    #expect(directory.faults.contains { $0.contains("pbx.secret: everybody can read it (N10)") })
    try directory.write("pbx.secret", "swordfish", mode: 0o600)
    #expect(directory.faults.contains { $0.contains("alice.toml") && $0.contains("extension") })
  }
}
