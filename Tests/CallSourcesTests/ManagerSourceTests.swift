import LinuxSystem
import TestSupport
import Testing

@Suite("The source of an Asterisk", .serialized) struct ManagerSourceTests {
  private let server: RudeServer

  init() throws { server = try RudeServer() }

  private func source(_ more: String = "") throws -> SourceProgram {
    try SourceProgram(
      "callreel-source-ami",
      settings: """
        {"address":"127.0.0.1:\(server.port)","extension":"2001","user":"u","secret":"s","queue":"q"\(more)}
        """)
  }

  static let ringing =
    [
      "Event: Newchannel", "Channel: PJSIP/2001-1", "ChannelStateDesc: Ring", "Exten: 0155501234",
      "Uniqueid: 1", "Linkedid: 1",
    ].map { $0 + "\r\n" }.joined() + "\r\n"

  private func logIn() throws {
    try server.accept()
    server.say("Asterisk Call Manager/9.0.0\r\n")
    let login = try server.hear(until: "\r\n\r\n")
    #expect(login.contains("Username: u\r\nSecret: s\r\n"))
    server.say("Response: Success\r\nActionID: login\r\n\r\n")
    _ = try server.hear(until: "CoreShowChannels")
  }

  @Test("tells of calls, and asks only while one is filmed") func whole() throws {
    let source = try source()
    try logIn()
    #expect(try source.line() == "{}")
    server.say(Self.ringing)
    let line = try #require(try source.line())
    #expect(
      line.hasPrefix(
        #"{"event":"ringing","call-id":"1","number":"0155501234","direction":"outbound","queue":"q","at":"#
      ))
    #expect(try server.hearsNothing(milliseconds: 1300))
    try source.program.tell(#"{"recording":true}"#)
    _ = try server.hear(until: "Ping", milliseconds: 800)
    server.say("Response: Success\r\nPing: Pong\r\nActionID: ping\r\n\r\n")
    #expect(try source.line() == "{}")
    _ = try server.hear(until: "Ping", milliseconds: 1800)
    try source.program.tell(#"{"recording":false}"#)
    #expect(try server.hearsNothing(milliseconds: 1300))
    server.hangUp()
    #expect(try source.status() == 69)
  }

  @Test("ends where the other side does not answer any more") func silent() throws {
    let source = try source()
    try logIn()
    try source.program.tell(#"{"recording":true}"#)
    #expect(try source.status() == 69)
  }

  @Test(
    "says by its status what is wrong",
    arguments: [
      ("Response: Error\r\nActionID: login\r\nMessage: Authentication failed\r\n\r\n", Int32(77)),
      (String(repeating: "x", count: 100_000), Int32(65)), ("x", Int32(69)),
    ])
  func statuses(answer: String, status: Int32) throws {
    let source = try source()
    try server.accept()
    server.say("Asterisk Call Manager/9.0.0\r\n")
    server.say(answer)
    if status == 69 { server.hangUp() }
    #expect(try source.status() == status)
    #expect(try String(decoding: source.program.finish().output, as: UTF8.self).isEmpty)
  }

  @Test(
    "needs settings",
    arguments: [
      "", "{}", "[]", "no JSON", #"{"address":"nowhere"}"#, #"{"address":"127.0.0.1:1"}"#,
      #"{"address":"127.0.0.1:99999","extension":"1","user":"u","secret":"s"}"#,
      #"{"recording":true}"#,
    ])
  func settings(line: String) throws {
    let source = try SourceProgram("callreel-source-ami", settings: line)
    #expect(try source.status() == 64)
  }

  @Test("takes a flood of others' calls in bounded memory, and goes when it is told to")
  func flood() throws {
    let source = try source()
    try logIn()
    #expect(try source.line() == "{}")
    let before = try #require(memory(of: source))
    let other = Self.ringing.replacing("2001", with: "2002")
    let part = Array(String(repeating: other, count: 1000).utf8)
    for _ in 0..<100 { server.say(part) }
    server.say(Self.ringing)
    #expect(try source.line()?.contains("ringing") == true)
    let after = try #require(memory(of: source))
    #expect(after - before < 8192, "\(before) kB became \(after) kB")
    #expect(ProcessTable.field("Seccomp", of: source.program.identifier) == "2")
  }

  /// As the kernel saw it.
  @Test(
    "gives up files, programs, displays and buses before it connects",
    .enabled(if: KernelProtection.hasFileRights, "the kernel has no Landlock"))
  func rights() throws {
    let folder = try TemporaryDirectory()
    let trace = folder.path + "/trace"
    let source = try TestProgram(
      "strace",
      [
        "-o", trace, "-e", "trace=landlock_add_rule,landlock_restrict_self,seccomp,connect",
        CommandRun.path("callreel-source-ami"),
      ], environment: ["PATH=/usr/bin:/bin"])
    try source.tell(
      #"{"address":"127.0.0.1:\#(server.port)","extension":"2001","user":"u","secret":"s"}"#)
    try server.accept()
    server.hangUp()
    #expect(source.process.wait(milliseconds: 10_000) == .exited(69))
    let lines = String(decoding: try Files.read(path: trace, limit: 1 << 20), as: UTF8.self)
      .split(separator: "\n")
    let rights = try #require(
      lines.firstIndex { $0.contains("landlock_restrict_self(") && $0.hasSuffix("= 0") })
    let filter = try #require(
      lines.firstIndex { $0.contains("seccomp(SECCOMP_SET_MODE_FILTER") && $0.hasSuffix("= 0") })
    let connection = try #require(lines.firstIndex { $0.contains("connect(") })
    #expect(rights < filter && filter < connection)
    #expect(!lines.contains { $0.contains("landlock_add_rule(") && $0.contains("WRITE") })
  }

  private func memory(of source: SourceProgram) -> Int? {
    ProcessTable.field("VmHWM", of: source.program.identifier)?
      .split(separator: " ").first.flatMap { Int($0) }
  }
}
