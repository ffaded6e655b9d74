import ByteCoding
import ClipSealing
import ObjectStorage
import Testing

/// The examples of "Signature Calculations for the Authorization Header", Amazon S3 API Reference.
@Suite("Signatures, version 4") struct SigningTests {
  private static let secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
  private static let host = [("host", "examplebucket.s3.amazonaws.com")]

  private func signature(_ request: SignedRequest) -> String {
    let key = request.keySteps.reduce(Array(("AWS4" + Self.secret).utf8)) { key, step in
      SHA256.authenticate(Array(step.utf8), key: key)
    }
    let text = request.text(canonicalHash: SHA256.hash(Array(request.canonical.utf8)))
    return Hexadecimal.encode(SHA256.authenticate(Array(text.utf8), key: key))
  }

  private func request(
    _ method: String, _ path: String, _ query: [(String, String)] = [],
    _ headers: [(String, String)] = [], hash: String = SignedRequest.emptyPayloadHash
  ) -> SignedRequest {
    SignedRequest(
      method: method, path: path, query: PercentCoding.query(query), headers: Self.host + headers,
      payloadHash: hash, date: "20130524T000000Z", region: "us-east-1")
  }

  @Test("of a read, a write and two lists are those that Amazon publishes")
  func published() {
    let get = request("GET", "/test.txt", [], [("range", "bytes=0-9")])
    #expect(
      signature(get) == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
    let body = Hexadecimal.encode(SHA256.hash(Array("Welcome to Amazon S3.".utf8)))
    let put = request(
      "PUT", "/" + PercentCoding.encode("test$file.text"), [],
      [
        ("date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY"),
      ], hash: body)
    #expect(
      signature(put) == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
    #expect(
      signature(request("GET", "/", [("lifecycle", "")]))
        == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
    #expect(
      signature(request("GET", "/", [("prefix", "J"), ("max-keys", "2")]))
        == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
  }

  @Test("stand on sorted, encoded queries with an equals sign each")
  func queries() {
    #expect(
      PercentCoding.query([("prefix", "a/b c"), ("list-type", "2"), ("delimiter", "")])
        == "delimiter=&list-type=2&prefix=a%2Fb%20c")
    #expect(PercentCoding.encode("é~-._A/", keeping: "/") == "%C3%A9~-._A/")
  }

  @Test("have dates of their own form, and read those of HTTP")
  func dates() {
    #expect(HTTPDate.signatureDate(unixSeconds: 1_369_353_600) == "20130524T000000Z")
    #expect(HTTPDate.signatureDate(unixSeconds: 784_111_777) == "19941106T084937Z")
    #expect(HTTPDate.unixSeconds("Sun, 06 Nov 1994 08:49:37 GMT") == 784_111_777)
    for wrong in [
      "", "06 Nov 1994", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
    ] {
      #expect(HTTPDate.unixSeconds(wrong) == nil)
    }
    #expect(HTTPDate.retrySeconds("120", now: 0) == 120)
    #expect(HTTPDate.retrySeconds("-1", now: 0) == nil)
    #expect(HTTPDate.retrySeconds("Sun, 06 Nov 1994 08:49:37 GMT", now: 784_111_770) == 7)
    #expect(HTTPDate.retrySeconds("Sun, 06 Nov 1994 08:49:37 GMT", now: 784_111_780) == 0)
  }
}
