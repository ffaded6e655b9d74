import ObjectStorage
import Testing

@Suite("Store addresses") struct StoreAddressTests {
  private func bucket(_ text: String) throws -> BucketAddress {
    guard case .bucket(let address) = try StoreAddress(text) else { throw AddressFault.noBucket }
    return address
  }

  @Test("of a folder are paths") func folder() throws {
    #expect(try StoreAddress("dir:/srv/callreel") == .folder("/srv/callreel"))
  }

  @Test("of a bucket say where it is, and how a request names it")
  func parts() throws {
    let own = try bucket("s3://films/calls/fr/?endpoint=https://s3.example.org:9000/&region=fr-1")
    #expect(own.bucket == "films" && own.prefix == "calls/fr/" && own.region == "fr-1")
    #expect(own.host == "s3.example.org:9000" && own.style == .path)
    #expect(own.path(key: "calls/fr/a b") == "/films/calls/fr/a%20b")
    let amazon = try bucket("s3://films?region=eu-west-3&tag=kind=clip&tag=keep=30")
    #expect(amazon.host == "films.s3.eu-west-3.amazonaws.com" && amazon.path() == "/")
    #expect(amazon.tags == ["kind=clip", "keep=30"] && amazon.prefix.isEmpty)
    let host = try bucket("s3://films?endpoint=https://example.org&style=host")
    #expect(host.host == "films.example.org" && host.path(key: "x") == "/x")
    for loopback in ["127.0.0.1:9", "[::1]:9000", "localhost"] {
      #expect(try bucket("s3://films?endpoint=http://\(loopback)").scheme == "http")
    }
  }

  @Test(
    "that cannot be meant are refused, each for its own reason",
    arguments: [
      ("/srv/callreel", AddressFault.unknownScheme), ("ftp://x", .unknownScheme),
      ("dir:", .unknownScheme), ("s3://", .noBucket), ("s3:///prefix", .noBucket),
      ("s3://a", .bucketName), ("s3://../x", .bucketName), ("s3://a..b", .bucketName),
      ("s3://user@host", .bucketName), ("s3://films/../x", .prefix), ("s3://films/a//b", .prefix),
      ("s3://films/a b", .prefix), ("s3://films?acl=public", .unknownOption("acl")),
      ("s3://films?region=a&region=b", .repeatedOption("region")),
      ("s3://films?endpoint=s3.example.org", .endpoint),
      ("s3://films?endpoint=https://", .endpoint),
      ("s3://films?endpoint=https://u:p@host", .endpoint),
      ("s3://films?endpoint=https://host/path", .endpoint),
      ("s3://films?endpoint=https://host:0", .endpoint),
      ("s3://films?endpoint=https://host:70000", .endpoint),
      ("s3://films?endpoint=file:///etc", .endpoint),
      ("s3://films?endpoint=http://s3.example.org", .notEncrypted),
      ("s3://films?endpoint=http://127.0.0.1.example", .notEncrypted),
      ("s3://films?region=a/b", .region), ("s3://films?style=dns", .style),
      ("s3://films?tag=a", .tag), ("s3://films?tag=a=b c", .tag),
    ])
  func refused(text: String, fault: AddressFault) {
    #expect(throws: fault) { _ = try StoreAddress(text) }
    #expect(!fault.words.isEmpty)
  }
}
