import ObjectStorage
import TestSupport
import Testing

@Suite("Answers of a store") struct DocumentTests {
  private static let page = """
    <?xml version="1.0" encoding="UTF-8"?>
    <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>films</Name>
    <Prefix>a/</Prefix><IsTruncated>true</IsTruncated>
    <NextContinuationToken>t=&amp;1</NextContinuationToken><!-- two -->
    <Contents><Key>a/opening</Key><ETag>&quot;x&quot;</ETag><Size>1</Size></Contents>
    <Contents><Key>a/&#x63;losing</Key></Contents>
    <CommonPrefixes><Prefix>a/b/</Prefix></CommonPrefixes></ListBucketResult>
    """

  @Test("are pages of names") func listing() throws {
    let page = try ObjectListing(document: Self.page.utf8, prefix: "a/")
    #expect(page.keys == ["a/opening", "a/closing"] && page.folders == ["a/b/"])
    #expect(page.continuation == "t=&1")
    #expect(throws: XMLError()) { try ObjectListing(document: Self.page.utf8, prefix: "b/") }
    let endless = Self.page.replacing("NextContinuationToken", with: "Other")
    #expect(throws: XMLError()) { try ObjectListing(document: endless.utf8, prefix: "a/") }
  }

  @Test("are refusals with a code, or the words of somebody else")
  func refusals() {
    #expect(StorageFault(document: "<Error><Code>SlowDown</Code></Error>".utf8)?.code == "SlowDown")
    for other in ["", "<html><body>down</body></html>", "<Error/>", "\u{0}"] {
      #expect(StorageFault(document: other.utf8) == nil)
    }
  }

  @Test(
    "that could grow, nest or name files are refused",
    arguments: [
      "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>", "<x>&a;</x>", "<x>&#0;</x>",
      "<!DOCTYPE x []><x/>", "<!DOCTYPE x><x/>",
      "<?xml version='1.0'?><!DOCTYPE x [ ]><x/>", "<x>&#xD800;</x>",
      "<x>&#99999999;</x>", "<x><?php?></x>", "<x><![CDATA[y]]></x>", "<x", "<x>", "<x></y>",
      "<x/><x/>", "x", "<x a=b/>", "<x a='1/>", "<x>&amp</x>", "<>", "</x>", "",
      String(repeating: "<x>", count: 9) + String(repeating: "</x>", count: 9),
      "<x>" + String(repeating: "<y/>", count: 20_001) + "</x>",
      "<" + String(repeating: "x", count: 129) + "/>", "<x>\u{1}</x>",
    ])
  func hostile(text: String) {
    #expect(throws: XMLError()) { try XMLElement(document: text.utf8) }
  }

  @Test("end the reader at no cut and no changed byte") func cuts() {
    let whole = Array(Self.page.utf8)
    for end in whole.indices.dropLast(2) {
      #expect(throws: XMLError()) { try XMLElement(document: whole[..<end]) }
    }
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<2000 {
      var changed = whole
      for _ in 0..<3 {
        changed[Int.random(in: changed.indices, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
      _ = try? XMLElement(document: changed)
    }
  }
}
