import CallPolicy
import Testing

@Suite("Addresses in a policy") struct AddressTests {
  private func faults(_ change: (inout Policy) -> Void) -> [String] {
    var policy = Example.policy
    change(&policy)
    return policy.faults.map(\.key)
  }

  @Test(
    "a place that can be written to or read",
    arguments: [
      "example.org", "dpo@example.org", "a.fr", "1.fr", "https://example.org/x", "http://e.org",
      "mailto:a@b.org", "see (example.org).", "« example.org »", "\"example.org\"",
      "x-1.example.org", "example.org:80/x", "example.org?x", "example.org#x", "é.example.org",
      "first nothing, then a.b.c.example",
    ])
  func address(text: String) {
    #expect(faults { $0.controller.contact = text }.isEmpty)
  }

  @Test(
    "what is no such place",
    arguments: [
      "", "example", "example.o", "example.", ".org", "a..org", "ex_ample.org", "e!.org",
      "training.See", "e.ORG", "example.or9", "a.é", "example.org5", "@", "https://", "a b c",
      "@.org", "example . org", "a.o{", "a.o`",
    ])
  func noAddress(text: String) {
    #expect(faults { $0.controller.contact = text } == ["controller.contact"])
  }

  private func socket(_ address: String) -> [String] {
    faults { $0.sources = [Policy.Source(name: "phone", kind: .baresip(address: address))] }
  }

  @Test("a host and a port", arguments: ["localhost:1", "127.0.0.1:4444", "[::1]:65535", "h:80"])
  func socket(address: String) {
    #expect(socket(address).isEmpty)
  }

  @Test(
    "what is no host and port",
    arguments: ["", ":80", "host", "host:", "host:0", "host:65536", "host:x", "ho st:80", "h:-1"])
  func noSocket(address: String) {
    #expect(socket(address) == ["source[0].address"])
  }

  private func manager(_ address: String) -> [String] {
    let kind = Policy.Source.Kind.ami(
      address: address, extension: "2001", user: "u", secret: "f", tls: false,
      certificateAuthority: nil)
    return faults { $0.sources = [Policy.Source(name: "pbx", kind: kind)] }
  }

  @Test(
    "a manager's connection is open on this machine only",
    arguments: ["localhost:5038", "[::1]:5038", "127.0.0.1:5038", "127.9.8.7:5038"])
  func loopback(address: String) {
    #expect(manager(address).isEmpty)
    #expect(manager("1" + address) == ["source[0].tls"])
  }

  @Test(
    "what only looks like this machine",
    arguments: ["127..0.0.1:5038", "127.0.0.256:5038", "128.0.0.1:5038"])
  func noLoopback(address: String) {
    #expect(manager(address) == ["source[0].tls"])
  }

  @Test(
    "a store on this machine, or on its way encrypted",
    arguments: [
      "dir:/srv", "s3://bucket", "s3://bucket/prefix", "s3://bucket/p?region=eu",
      "s3://bucket?endpoint=https://s3.example.org", "s3://bucket?endpoint=http://127.0.0.1",
      "s3://bucket?endpoint=http://127.0.0.1:9000&region=x",
      "s3://bucket?endpoint=http://[::1]:9000",
      "s3://bucket?region=x&endpoint=http://localhost",
    ])
  func store(url: String) {
    #expect(
      faults { policy in
        policy.store.url = url
        policy.store.credentials = "s3.credentials"
      }.isEmpty)
    let needed = url.hasPrefix("s3:") ? ["store.credentials"] : []
    #expect(faults { $0.store.url = url } == needed)
  }

  @Test(
    "a store that is none, or open on its way",
    arguments: [
      "", "srv", "dir:", "dir:srv", "ftp://x", "s3://", "s3:///prefix", "s3://?region=x",
      "s3://bucket?endpoint=http://s3.example.org", "s3://bucket?endpoint=http://localhost.example",
      "s3://bucket?region=x&endpoint=http://127.0.0.10:9000",
    ])
  func noStore(url: String) {
    #expect(faults { $0.store.url = url } == ["store.url"])
  }
}
