import ClipFormat
import ClipStore
import HTTPTransfer
import LinuxSystem
import TestSupport
import Testing

/// What companies put between a workstation and its store, and what they leave of it.
@Suite("A poor network") struct PoorNetworkTests {
  @Test("A store is reached through the proxy that the policy names") func proxy() throws {
    let server = try ObjectServer(.rclone)
    let directory = try TemporaryDirectory()
    let proxy = try WebProxy(in: directory.path)
    let clip = try StoreRulesTests.clip(day: 0)
    let store = try openStore(
      StoreSettings(
        server.url, credentials: server.credentials, proxy: "http://127.0.0.1:\(proxy.port)"))
    try store.put(.opening, of: clip, [1, 2, 3])
    #expect(try store.names(of: clip).map(\.text) == ["opening"])
    let requests = try proxy.requests()
    #expect(requests.count { $0.hasPrefix("PUT http://127.0.0.1:\(server.port)/") } == 1)
    #expect(requests.allSatisfy { $0.contains("127.0.0.1:\(server.port)") })
  }

  @Test("Under TLS a proxy passes on one connection for many requests, and sees none of them")
  func tunnel() throws {
    let directory = try TemporaryDirectory()
    let root = directory.path
    try TestAuthority.make(in: root)
    let credentials = root + "/credentials"
    try ObjectServer.write(credentials, secretKey: "secret")
    let server = try LoggedServer(
      script: "hostile_store.py", [root + "/requests", root + "/good.pem", root + "/good.key"],
      folder: root)
    let proxy = try WebProxy(in: root)
    let store = try openStore(
      StoreSettings(
        "s3://keeps/calls?endpoint=https://localhost:\(server.port)", credentials: credentials,
        certificateAuthority: root + "/ca.pem", proxy: "http://127.0.0.1:\(proxy.port)"))
    let clip = try StoreRulesTests.clip(day: 0)
    for index in 0..<8 as Range<UInt8> { try store.put(.opening, of: clip, [index]) }
    #expect(try proxy.requests() == ["CONNECT localhost:\(server.port)"])
  }

  @Test("A proxy that is not there is a store that cannot be reached") func deadProxy() throws {
    let server = try ObjectServer(.rclone)
    let port = try LoopbackSocket.freePort(.stream)
    let store = try openStore(
      StoreSettings(
        server.url, credentials: server.credentials, proxy: "http://127.0.0.1:\(port)"))
    let clip = try StoreRulesTests.clip(day: 0)
    #expect(throws: StoreError.unreachable) { try store.put(.opening, of: clip, [1]) }
  }

  @Test("No more is sent a second than the policy allows") func cap() throws {
    let server = try ObjectServer(.rclone)
    let clip = try StoreRulesTests.clip(day: 0)
    let bytes = [UInt8](repeating: 7, count: 1_500_000)
    func milliseconds(_ speed: Int?) throws -> Int64 {
      let store = try openStore(
        StoreSettings(server.url, credentials: server.credentials, kilobytesPerSecond: speed))
      let began = Clock.bootMilliseconds
      try store.put(.opening, of: clip, bytes)
      return Clock.bootMilliseconds - began
    }
    let free = try milliseconds(nil)
    let capped = try milliseconds(1000)
    print("1.5 MB: \(free) ms without a limit, \(capped) ms at 1 MB a second")
    // curl begins with what fits into its buffer.
    #expect(capped > 1_200)
  }

  @Test("A server that takes a request and says nothing is given up") func silence() throws {
    let directory = try TemporaryDirectory()
    // It closes after ten seconds: who waits for that has waited too long.
    let silent = try LoggedServer(
      script: "hostile_store.py", [directory.path + "/requests"], folder: directory.path)
    var settings = HTTPSettings()
    settings.stallSeconds = 1
    let transfer = try HTTPTransfer(settings)
    let began = Clock.bootMilliseconds
    #expect(throws: HTTPFailure.unreachable) {
      try transfer.send(
        HTTPRequest(.get, url: "http://127.0.0.1:\(silent.port)/silent/", limit: 100))
    }
    #expect(Clock.bootMilliseconds - began < 8_000)
  }
}
