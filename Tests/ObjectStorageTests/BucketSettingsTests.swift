import ObjectStorage
import Testing

/// A lock of each object for this time.
private func lockDocument(_ time: String) -> String {
  "<O><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode>"
    + time + "</DefaultRetention></Rule></O>"
}

@Suite("Settings of a bucket") struct BucketSettingsTests {
  private func document(_ text: String) throws -> XMLElement { try XMLElement(document: text.utf8) }

  @Test(
    "say whether older versions are kept",
    arguments: [
      ("<V/>", .never), ("<V><Status>Enabled</Status></V>", .on),
      ("<V><Status>Suspended</Status></V>", .suspended), ("<V><Status>?</Status></V>", .never),
    ] as [(String, BucketVersioning)])
  func versioning(text: String, wanted: BucketVersioning) throws {
    #expect(BucketVersioning(document: try document(text)) == wanted)
  }

  @Test(
    "say how long an object is locked",
    arguments: [
      ("<O/>", .none), ("<O><ObjectLockEnabled>Enabled</ObjectLockEnabled></O>", .possible),
      (lockDocument("<Days>7</Days>"), .each(days: 7)),
      (lockDocument("<Years>2</Years>"), .each(days: 730)),
      (lockDocument("<Weeks>2</Weeks>"), .each(days: .max)),
    ] as [(String, BucketLock)])
  func lock(text: String, wanted: BucketLock) throws {
    #expect(BucketLock(document: try document(text)) == wanted)
  }

  @Test("say whether objects are copied elsewhere")
  func replication() throws {
    let rule = "<R><Rule><Status>Disabled</Status></Rule><Rule><Status>Enabled</Status></Rule></R>"
    #expect(BucketReplication.isOn(document: try document(rule)))
    #expect(!BucketReplication.isOn(document: try document("<R><Role>x</Role></R>")))
    let off = rule.replacing("Enabled", with: "Disabled")
    #expect(!BucketReplication.isOn(document: try document(off)))
  }

  @Test(
    "say when objects below a prefix go",
    arguments: [
      ("", nil, nil), ("<Prefix/>", 9, 9), ("<Prefix>calls/</Prefix>", 9, 9),
      ("<Filter><Prefix>calls/crm/</Prefix></Filter>", 9, nil),
      ("<Filter><Prefix>other/</Prefix></Filter>", nil, nil),
      ("<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter>", 9, 9),
      ("<Filter><Tag><Key>a</Key><Value>c</Value></Tag></Filter>", nil, nil),
      (
        "<Filter><And><Prefix>calls/</Prefix><ObjectSizeLessThan>5</ObjectSizeLessThan></And></Filter>",
        9, nil
      ),
    ] as [(String, Int?, Int?)])
  func lifecycle(scope: String, earliest: Int?, latest: Int?) throws {
    let days = scope.isEmpty ? "" : "<Expiration><Days>9</Days></Expiration>"
    let text = "<L><Rule><Status>Enabled</Status>\(scope)\(days)</Rule></L>"
    let found = BucketLifecycle(document: try document(text), prefix: "calls/", tags: ["a=b"])
    #expect(found == BucketLifecycle(earliestDays: earliest, latestDays: latest))
    let off = BucketLifecycle(
      document: try document(text.replacing("Enabled", with: "Disabled")), prefix: "calls/",
      tags: ["a=b"])
    #expect(off == BucketLifecycle())
  }

  @Test("say how long an older version is kept, by the rule that is soonest")
  func noncurrent() throws {
    func rule(_ days: Int) -> String {
      "<Rule><Status>Enabled</Status><NoncurrentVersionExpiration><NoncurrentDays>\(days)"
        + "</NoncurrentDays></NoncurrentVersionExpiration></Rule>"
    }
    let text = "<L>" + rule(30) + rule(7) + "</L>"
    let found = BucketLifecycle(document: try document(text), prefix: "", tags: [])
    #expect(found == BucketLifecycle(noncurrentDays: 7))
  }
}
