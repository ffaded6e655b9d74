import LinuxSystem
import Testing

@Suite("Addresses of sockets of this machine") struct UnixSocketAddressTests {
  @Test(
    "are read from a bus's address",
    arguments: [
      "unix:path=/run/user/1000/bus", "unix:abstract=/tmp/dbus-x,guid=0123",
      "unix:guid=0123,path=/tmp/a%20b", "tcp:host=localhost,port=1;unix:path=/tmp/a",
    ])
  func known(address: String) {
    #expect(UnixSocketAddress(busAddress: address) != nil)
  }

  @Test(
    "no other is one",
    arguments: [
      "", "unix:", "unix:path", "unix:tmpdir=/tmp", "tcp:host=localhost,port=1",
      "unix:path=/a%2", "unix:path=/a%zz", "unix:path=/" + String(repeating: "a", count: 100),
    ])
  func unknown(address: String) {
    #expect(UnixSocketAddress(busAddress: address) == nil)
  }

  @Test("nobody who listens is an error") func nobody() throws {
    let address = try #require(UnixSocketAddress(busAddress: "unix:path=/no/such/socket"))
    #expect(throws: SystemError.self) { _ = try address.connect().rawValue }
  }
}
