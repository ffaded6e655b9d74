import ClipFormat
import ClipStore
import LinuxSystem
import TestSupport
import Testing

/// A server that means no good gets one clear error, and no secret but what S3 shows it.
@Suite("A hostile endpoint") struct HostileStoreTests {
  /// The server, the log of what it was asked, credentials.
  private final class Hostile {
    let directory: TemporaryDirectory
    let server: LoggedServer
    let log: String
    let credentials: String

    init(_ more: [String] = []) throws {
      directory = try TemporaryDirectory()
      log = directory.path + "/requests"
      credentials = directory.path + "/credentials"
      try ObjectServer.write(credentials, secretKey: "secret")
      server = try LoggedServer(
        script: "hostile_store.py", [log] + more, folder: directory.path)
    }

    func store(_ bucket: String) throws -> any ClipStore {
      try openStore(
        StoreSettings(
          "s3://\(bucket)/calls?endpoint=http://127.0.0.1:\(server.port)",
          credentials: credentials))
    }

    func requests() throws -> [String] {
      String(decoding: try Files.read(path: log, limit: 1 << 20), as: UTF8.self)
        .split(separator: "\n").map(String.init)
    }
  }

  @Test("ends a listing with one error, whatever it answers")
  func listings() throws {
    let hostile = try Hostile()
    let clip = try StoreRulesTests.clip(day: 0)
    let wanted: [(String, StoreError)] = [
      ("redirect", .redirected), ("bomb", .malformed), ("endless", .malformed),
      ("headers", .malformed), ("loop", .malformed), ("empty", .malformed),
      ("foreign", .malformed), ("page", .malformed), ("binary", .malformed),
      ("busy", .busy(seconds: 77)), ("denied", .notAllowed), ("gone", .noBucket),
      ("nothing", .malformed),
    ]
    for (bucket, error) in wanted {
      let store = try hostile.store(bucket)
      #expect(throws: error, "\(bucket)") { try store.names(of: clip) }
    }
    // A redirect is not followed, and a loop seen at its second page.
    let requests = try hostile.requests()
    #expect(!requests.contains { $0.contains("elsewhere") })
    #expect(requests.count { $0.contains("/loop") } == 2)
  }

  @Test("that wants no conditions is asked for each object first, and sent it without")
  func unconditional() throws {
    let hostile = try Hostile()
    let store = try hostile.store("unconditional")
    let clip = try StoreRulesTests.clip(day: 0)
    try store.put(.opening, of: clip, [1])
    try store.put(.closing, of: clip, [2])
    let methods = try hostile.requests().compactMap { $0.split(separator: " ").first }
    #expect(methods == ["PUT", "HEAD", "PUT", "HEAD", "PUT"])
  }

  @Test("names nothing outside a clip") func dots() throws {
    let hostile = try Hostile()
    let clip = try StoreRulesTests.clip(day: 0)
    let names = try hostile.store("dots").names(of: clip)
    #expect(names.allSatisfy { $0.text == "x" || ObjectName($0.text) == nil })
    #expect(!names.contains { $0.text.hasPrefix(".") })
  }

  @Test("is followed over as many pages as it has") func pages() throws {
    let hostile = try Hostile()
    let clip = try StoreRulesTests.clip(day: 0)
    #expect(try hostile.store("first-pages").names(of: clip).count == 1500)
    #expect(try hostile.requests().count == 2)
  }

  @Test("acknowledges nothing by a wrong tag, or by none", arguments: ["wrong-tag", "no-tag"])
  func acknowledgements(bucket: String) throws {
    let hostile = try Hostile()
    let clip = try StoreRulesTests.clip(day: 0)
    let store = try hostile.store(bucket)
    #expect(throws: StoreError.altered) { try store.put(.opening, of: clip, [1, 2, 3]) }
  }

  @Test("whose clock is another's is spoken to by its clock") func skew() throws {
    let hostile = try Hostile()
    let clip = try StoreRulesTests.clip(day: 0)
    let store = try hostile.store("skewed")
    #expect(try store.names(of: clip).map(\.text) == ["opening"])
    #expect(try store.names(of: clip).map(\.text) == ["opening"])
    // Twice for the first question, once for those that follow.
    #expect(try hostile.requests().count == 3)
  }

  @Test("cannot be reached where nobody listens") func nobody() throws {
    let hostile = try Hostile()
    let port = try LoopbackSocket.freePort(.stream)
    let store = try openStore(
      StoreSettings(ObjectServer.url(port: port), credentials: hostile.credentials))
    let clip = try StoreRulesTests.clip(day: 0)
    #expect(throws: StoreError.unreachable) { try store.put(.opening, of: clip, [1]) }
  }

  @Test("is asked under TLS only with a certificate that is trusted and in its days")
  func certificates() throws {
    let directory = try TemporaryDirectory()
    let root = directory.path
    let other = try TemporaryDirectory()
    try TestAuthority.make(in: root)
    try TestAuthority.make(in: other.path)
    let clip = try StoreRulesTests.clip(day: 0)
    func names(_ certificate: String, ca: String?, client: Bool = false) throws -> Int {
      let authority = client ? [root + "/ca.pem"] : []
      let hostile = try Hostile(
        [root + "/\(certificate).pem", root + "/\(certificate).key"] + authority)
      if client {
        let more = "client_certificate = \(root)/good.pem\nclient_key = \(root)/good.key\n"
        let file = try Files.openForAppending(path: hostile.credentials)
        try file.write(Array(more.utf8))
      }
      let address =
        "s3://first-pages/calls?endpoint=https://localhost:\(hostile.server.port)"
      return try openStore(
        StoreSettings(address, credentials: hostile.credentials, certificateAuthority: ca)
      ).names(of: clip).count
    }
    #expect(try names("good", ca: root + "/ca.pem") == 1500)
    #expect(throws: StoreError.untrusted) { try names("good", ca: nil) }
    #expect(throws: StoreError.untrusted) { try names("good", ca: other.path + "/ca.pem") }
    #expect(throws: StoreError.untrusted) { try names("stranger", ca: root + "/ca.pem") }
    #expect(throws: StoreError.expiredCertificate) { try names("expired", ca: root + "/ca.pem") }
    #expect(throws: StoreError.certificateFile) { try names("good", ca: root + "/absent.pem") }
    #expect(try names("good", ca: root + "/ca.pem", client: true) == 1500)
  }
}
