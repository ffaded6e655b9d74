import ClipFormat
import ClipSealing
import ClipStore
import LinuxSystem
import TestSupport
import Testing
import Timeline

/// The policy that callreel-fleet(7) prints for workstations, held by a server that enforces it.
@Suite("A workstation's rights to a bucket") struct BucketPolicyTests {
  private static let createOnly =
    #",\#n    "Condition": { "Null": { "s3:if-none-match": "false" } }"#
  private static let ownPrefix = "calls/inbox/?*"
  private static let inboxOnly =
    #",\#n    "Condition": { "StringLike": { "s3:prefix": "\#(ownPrefix)" } }"#
  private static let one = "0011223344556677"

  /// As it stands on the page.
  private static func printed() throws -> String {
    let page = try Files.read(
      path: ObjectServer.repository + "/man/callreel-fleet.7", limit: 1 << 20)
    let text = String(decoding: page, as: UTF8.self)
    let from = try #require(text.firstRange(of: ".Bd -literal -offset indent\n{ \"Version\""))
    let to = try #require(text[from.upperBound...].firstRange(of: ".Ed"))
    return "{ \"Version\"" + String(text[from.upperBound..<to.lowerBound])
  }

  /// moto judges no conditions: they are taken away.
  private static func withoutConditions() throws -> String {
    var policy = try printed()
    for condition in [createOnly, inboxOnly] {
      let range = try #require(policy.firstRange(of: condition))
      policy.removeSubrange(range)
    }
    return policy
  }

  @Test("lets it create objects and read its inbox, and neither read clips nor remove anything")
  func enforced() throws {
    let server = try ObjectServer(.moto)
    let administrator = try openStore(
      StoreSettings(server.url, credentials: server.credentials))
    let clip = try StoreRulesTests.clip(day: 0)
    let note = LedgerName.note(
      to: Self.one, on: CalendarDay(number: 20_000), hash: Digest.blake2b256([1]))
    try administrator.put(.opening, of: clip, [1])
    try administrator.put(note, [2])
    let credentials = try server.makeUser(policy: try Self.withoutConditions())
    try server.enforce()
    let workstation = try openStore(StoreSettings(server.url, credentials: credentials))
    try workstation.put(.segment(0), of: clip, [3])
    // What is there already is neither changed nor shown.
    try workstation.put(.opening, of: clip, [9])
    try workstation.put(
      .request(
        [UInt8](repeating: 1, count: 16), on: CalendarDay(number: 20_000),
        in: .requests(controller: Self.one)),
      [4])
    #expect(try workstation.get(note, atMost: 10) == [2])
    #expect(try workstation.names(in: .inbox(workstation: Self.one)) == [note.text])
    #expect(throws: StoreError.notAllowed) { try workstation.get(.opening, of: clip, atMost: 9) }
    #expect(throws: StoreError.notAllowed) { try workstation.get(.segment(0), of: clip, atMost: 9) }
    #expect(throws: StoreError.notAllowed) { try workstation.remove(.opening, of: clip) }
    #expect(throws: StoreError.notAllowed) { try workstation.remove(note) }
    let review = try #require(
      try reviewBucket(StoreSettings(server.url, credentials: credentials)))
    #expect(review.creation == .untried && review.versioning == .notAllowed)
  }

  @Test("lets it list nothing but inboxes")
  func listing() throws {
    let server = try ObjectServer(.moto)
    var policy = try Self.withoutConditions()
    // Of the prefixes that the condition does not name, the server is to see none.
    let range = try #require(policy.firstRange(of: "s3:ListBucket"))
    policy.replaceSubrange(range, with: "s3:ListNothing")
    let credentials = try server.makeUser(policy: policy)
    try server.enforce()
    let workstation = try openStore(StoreSettings(server.url, credentials: credentials))
    #expect(throws: StoreError.notAllowed) { try workstation.days() }
    // As IAM does: one character at least, where the question mark is.
    let fixed = Self.ownPrefix.prefix { $0 != "?" }
    func isAllowed(_ prefix: String) -> Bool { prefix.hasPrefix(fixed) && prefix != fixed }
    for prefix in ["", "calls/", "calls/crm/", "calls/crm/2026-01-01/", "calls/inbox/"] {
      #expect(!isAllowed(prefix), "\(prefix)")
    }
    #expect(isAllowed("calls/" + LedgerFolder.inbox(workstation: Self.one).path + "/"))
  }
}

extension ObjectServer {
  /// A person of moto's with this policy; the file of their credentials.
  fileprivate func makeUser(policy: String) throws -> String {
    try manage(["Action=CreateUser", "UserName=workstation"])
    try manage([
      "Action=PutUserPolicy", "UserName=workstation", "PolicyName=callreel",
      "PolicyDocument=" + policy,
    ])
    let answer = try manage(["Action=CreateAccessKey", "UserName=workstation"])
    func value(_ name: String) throws -> String {
      let from = try #require(answer.firstRange(of: "<\(name)>"))
      return String(answer[from.upperBound...].prefix { $0 != "<" })
    }
    let path = credentials + "-workstation"
    let text =
      "aws_access_key_id = \(try value("AccessKeyId"))\n"
      + "aws_secret_access_key = \(try value("SecretAccessKey"))\n"
    try Files.create(path: path, Array(text.utf8))
    return path
  }

  /// From now on moto asks for signatures, and for rights.
  fileprivate func enforce() throws {
    try ask("POST", "moto-api/reset-auth", "0", header: "Content-Type: text/plain")
  }

  @discardableResult
  private func manage(_ fields: [String]) throws -> String {
    let scope = "Credential=a/20260101/us-east-1/iam/aws4_request"
    let answer = try TestProgram.output(
      of: "curl",
      [
        "-sf", "-H", "Authorization: AWS4-HMAC-SHA256 \(scope), SignedHeaders=host, Signature=0",
      ] + (fields + ["Version=2010-05-08"]).flatMap { ["--data-urlencode", $0] }
        + ["http://127.0.0.1:\(port)/"],
      environment: ["PATH=/usr/bin:/bin"])
    return String(decoding: answer, as: UTF8.self)
  }
}
