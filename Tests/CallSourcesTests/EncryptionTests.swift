import LinuxSystem
import TestSupport
import Testing

/// An Asterisk behind TLS, played by the openssl command.
@Suite("The source of an Asterisk with TLS", .serialized) struct EncryptionTests {
  private let folder: TemporaryDirectory
  private let port: UInt16
  private let server: TestProgram

  init() throws {
    folder = try TemporaryDirectory()
    port = try LoopbackSocket.freePort(.stream)
    let environment = ["PATH=/usr/bin:/bin", "HOME=" + folder.path]
    _ = try TestProgram.output(
      of: "openssl",
      [
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
        "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder.path + "/key.pem", "-out",
        folder.path + "/ca.pem",
      ], environment: environment)
    server = try TestProgram(
      "openssl",
      [
        "s_server", "-accept", "127.0.0.1:\(port)", "-cert", folder.path + "/ca.pem", "-key",
        folder.path + "/key.pem", "-naccept", "1",
      ], environment: environment)
    while let line = try server.line() { if line.hasPrefix("ACCEPT") { return } }
    throw TestTimeout("a server")
  }

  private func source(_ more: String) throws -> SourceProgram {
    try SourceProgram(
      "callreel-source-ami",
      settings: """
        {"address":"127.0.0.1:\(port)","extension":"2001","user":"u","secret":"s","tls":true\(more)}
        """)
  }

  @Test("trusts the certificate that the policy names") func trusted() throws {
    let source = try source(#","ca":"\#(folder.path)/ca.pem""#)
    while let line = try server.line() { if line.hasPrefix("ActionID: login") { break } }
    try server.tell("Asterisk Call Manager/9.0.0")
    try server.tell("Response: Success\r\nActionID: login\r\n\r")
    #expect(try source.line() == "{}")
    // More than one record of TLS at once.
    let other = ManagerSourceTests.ringing.replacing("2001", with: "2002")
    try server.tell(String(repeating: other, count: 1000) + ManagerSourceTests.ringing)
    #expect(try source.line()?.hasPrefix(#"{"event":"ringing""#) == true)
  }

  @Test("trusts no other") func untrusted() throws {
    #expect(try source("").status() == 77)
  }
}
