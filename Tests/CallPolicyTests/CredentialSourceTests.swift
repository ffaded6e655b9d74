import CallPolicy
import Testing

@Suite("Where credentials of a bucket come from") struct CredentialSourceTests {
  @Test(
    "is a file, or what the service manager gives",
    arguments: [
      ("s3.credentials", "/c/s3.credentials"), ("/etc/s3", "/etc/s3"), ("systemd:s3", "/d/s3"),
      ("systemd:a.b", "/d/a.b"), ("systemd/s3", "/c/systemd/s3"),
    ])
  func path(text: String, wanted: String) {
    #expect(CredentialSource(text)?.path(configuration: "/c", service: "/d") == wanted)
  }

  @Test(
    "is no path in the place of a name",
    arguments: ["systemd:", "systemd:../key", "systemd:a/b", "systemd:.", "systemd:a b"])
  func refused(text: String) {
    #expect(CredentialSource(text) == nil)
  }

  @Test("is a file that is not there where nothing was given") func missing() {
    let path = CredentialSource("systemd:s3")?.path(configuration: "/c", service: nil)
    #expect(path == "/run/credentials/callreel-agent.service/s3")
  }
}
