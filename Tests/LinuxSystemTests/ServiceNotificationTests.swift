import LinuxSystem
import TestSupport
import Testing

@Suite("A service's words to its manager") struct ServiceNotificationTests {
  private func patience(_ variables: [String: String]) -> Int64? {
    ServiceNotification(process: 7) { variables[$0] }.patienceNanoseconds
  }

  @Test("have a watchdog only where one is meant for this process") func watchdog() {
    let socket = ["NOTIFY_SOCKET": "@x", "WATCHDOG_USEC": "3000000"]
    #expect(patience(socket) == 3_000_000_000)
    #expect(patience(socket.merging(["WATCHDOG_PID": "7"]) { $1 }) == 3_000_000_000)
    #expect(patience(socket.merging(["WATCHDOG_PID": "8"]) { $1 }) == nil)
    #expect(patience(["WATCHDOG_USEC": "3000000"]) == nil)
    for senseless in ["", "0", "-1", "x", "18446744073709551615"] {
      #expect(patience(["NOTIFY_SOCKET": "@x", "WATCHDOG_USEC": senseless]) == nil)
    }
  }

  @Test("come in one message, a line each", arguments: NotifySocket.Kind.allCases)
  func message(kind: NotifySocket.Kind) throws {
    let folder = try TemporaryDirectory()
    let manager = try NotifySocket(kind, below: folder.path)
    ServiceNotification(process: 7) { $0 == "NOTIFY_SOCKET" ? manager.name : nil }
      .send(.ready, .status(.off))
    #expect(try manager.next() == ["READY=1", "STATUS=" + ServiceStatus.off.rawValue])
  }

  @Test(
    "go nowhere, without an error, where no manager listens",
    arguments: ["", "x", "@", "/", "/no/such/socket", "vsock:2:1234"])
  func nobody(name: String) {
    ServiceNotification(process: 7) { $0 == "NOTIFY_SOCKET" ? name : nil }.send(.ready)
  }
}
