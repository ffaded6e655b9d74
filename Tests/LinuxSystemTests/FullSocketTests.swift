import LinuxSystem
import Testing

@Suite("A socket whose other end does not read") struct FullSocketTests {
  @Test("refuses at once instead of waiting", .timeLimit(.minutes(1))) func full() throws {
    let (first, second) = try MessageSocket.pair()
    let writer = MessageSocket(owning: first)
    let reader = MessageSocket(owning: second)
    var sent = 0
    let failure = #expect(throws: SystemError.self) {
      while true {
        try writer.send([1])
        sent += 1
      }
    }
    #expect(failure?.message == "Resource temporarily unavailable")
    for _ in 0..<sent { #expect(try reader.receive()?.bytes == [1]) }
    try writer.send([2])
    #expect(try reader.receive()?.bytes == [2])
  }
}
