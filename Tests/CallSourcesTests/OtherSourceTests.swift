import LinuxSystem
import TestSupport
import Testing

@Suite("The source of a softphone", .serialized) struct BaresipSourceTests {
  private let server: RudeServer

  init() throws { server = try RudeServer() }

  private func source() throws -> SourceProgram {
    let source = try SourceProgram(
      "callreel-source-baresip", settings: #"{"address":"127.0.0.1:\#(server.port)"}"#)
    try server.accept()
    _ = try server.hear(until: "listcalls")
    return source
  }

  @Test("asks each 250 ms while a call is filmed, and never otherwise") func asks() throws {
    let source = try source()
    let answer = #"{"response":true,"ok":true,"data":"Active calls (0)","token":"calls"}"#
    server.say("\(answer.utf8.count):\(answer),")
    #expect(try source.line() == "{}")
    #expect(try server.hearsNothing(milliseconds: 600))
    try source.program.tell(#"{"recording":true}"#)
    let begin = Clock.bootMilliseconds
    for _ in 0..<8 {
      _ = try server.hear(until: "listcalls")
      server.say("\(answer.utf8.count):\(answer),")
    }
    let milliseconds = Clock.bootMilliseconds - begin
    #expect((1700...2500).contains(milliseconds), "8 questions in \(milliseconds) ms")
    try source.program.tell(#"{"recording":false}"#)
    #expect(try server.hearsNothing(milliseconds: 600))
  }

  @Test(
    "ends with what is no netstring",
    arguments: [
      "12:{}", "1:{},", "x", "999999999:", "2:{};", "3:[1],",
    ])
  func nonsense(text: String) throws {
    let source = try source()
    server.say(text)
    if text == "12:{}" { server.hangUp() }
    #expect(try source.status() == (text == "12:{}" ? 69 : 65))
  }
}

@Suite("The source that is another program", .serialized) struct ProgramSourceTests {
  @Test("is that program, and reads on where the settings end") func reads() throws {
    let source = try SourceProgram(
      "callreel-source-program", settings: #"{"command":["/bin/cat"]}"#)
    try source.program.tell(#"{"recording":true}"#)
    #expect(try source.line() == #"{"recording":true}"#)
    #expect(ProcessTable.field("Name", of: source.program.identifier) == "cat")
  }

  @Test("may reach other machines, and neither a bus nor a display") func sandbox() throws {
    let script = """
      import socket
      socket.socket(socket.AF_INET)
      try: socket.socket(socket.AF_UNIX)
      except PermissionError: print('refused')
      """.replacing("\n", with: "\\n")
    let source = try SourceProgram(
      "callreel-source-program",
      settings: #"{"command":["/usr/bin/python3","-c","\#(script)"]}"#)
    #expect(try source.line() == "refused")
    #expect(try source.status() == 0)
  }

  @Test("that is not there ends at once") func missing() throws {
    let source = try SourceProgram(
      "callreel-source-program", settings: #"{"command":["/nowhere"]}"#)
    #expect(try source.status() == 69)
  }
}
