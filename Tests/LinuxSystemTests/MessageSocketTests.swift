import LinuxSystem
import TestSupport
import Testing

@Suite("Sockets between the processes") struct MessageSocketTests {
  @Test("keep messages apart and in order, up to the longest")
  func messages() throws {
    let ends = try MessageSocket.pair()
    let left = MessageSocket(owning: ends.0)
    let right = MessageSocket(owning: ends.1)
    for length in [1, 2, 4096, MessageSocket.limit] {
      try left.send([UInt8](repeating: UInt8(length % 251), count: length))
    }
    for length in [1, 2, 4096, MessageSocket.limit] {
      let message = try #require(try right.receive())
      #expect(message.bytes == [UInt8](repeating: UInt8(length % 251), count: length))
      #expect(message.descriptors.isEmpty)
    }
  }

  @Test("carry descriptors that live on when the sender's are closed")
  func descriptors() throws {
    let ends = try MessageSocket.pair()
    let left = MessageSocket(owning: ends.0)
    let right = MessageSocket(owning: ends.1)
    let directory = try TemporaryDirectory()
    for name in ["a", "b"] { try Files.create(path: directory.path + "/" + name, Array(name.utf8)) }
    do {
      let first = try Files.openForReading(path: directory.path + "/a")
      let second = try Files.openForReading(path: directory.path + "/b")
      try left.send([1], descriptors: [first.rawValue, second.rawValue])
    }
    let message = try #require(try right.receive())
    let texts = try message.descriptors.map { try Descriptor(owning: $0).read(limit: 10) }
    #expect(texts == [Array("a".utf8), Array("b".utf8)])
    #expect(message.bytes == [1])
  }

  @Test("end with the other side: nil for who reads, EPIPE for who writes")
  func end() throws {
    let ends = try MessageSocket.pair()
    let left = MessageSocket(owning: ends.0)
    let right = MessageSocket(owning: ends.1)
    try left.send([9])
    _ = consume left
    #expect(try right.receive()?.bytes == [9])
    #expect(try right.receive() == nil)
    #expect(throws: SystemError(call: "sendmsg", code: 32)) { try right.send([1]) }
  }

  @Test("give the last word of a side that went without reading all that it was told")
  func lastWord() throws {
    let ends = try MessageSocket.pair()
    let left = MessageSocket(owning: ends.0)
    let right = MessageSocket(owning: ends.1)
    try left.send([8])
    try left.send([9])
    try right.send([1])
    _ = consume left
    #expect(try right.receive()?.bytes == [8])
    #expect(try right.receive()?.bytes == [9])
    #expect(try right.receive() == nil)
  }
}
