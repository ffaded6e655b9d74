/// One page of ListObjectsV2.
package struct ObjectListing: Equatable, Sendable {
  package let keys: [String]
  /// What lies between the prefix and the next `/`, with that `/`.
  package let folders: [String]
  /// Nil on the last page.
  package let continuation: String?

  /// Reads the answer to a listing below `prefix`.
  ///
  /// A server that answers with names from elsewhere is not believed.
  package init(document bytes: some Collection<UInt8>, prefix: String) throws(XMLError) {
    let root = try XMLElement(document: bytes)
    guard root.name == "ListBucketResult" else { throw XMLError() }
    keys = root.children("Contents").compactMap { $0.child("Key")?.text }
    folders = root.children("CommonPrefixes").compactMap { $0.child("Prefix")?.text }
    guard (keys + folders).allSatisfy({ $0.hasPrefix(prefix) }) else { throw XMLError() }
    guard root.child("IsTruncated")?.text == "true" else {
      continuation = nil
      return
    }
    guard let token = root.child("NextContinuationToken")?.text, !token.isEmpty else {
      throw XMLError()
    }
    continuation = token
  }
}

/// The code in the error document of a refused request, such as `NoSuchKey`.
package struct StorageFault: Equatable, Sendable {
  package let code: String

  /// Nil where the answer is no error document; proxies answer with pages of their own.
  package init?(document bytes: some Collection<UInt8>) {
    guard let root = try? XMLElement(document: bytes), root.name == "Error",
      let code = root.child("Code")?.text
    else { return nil }
    self.code = code
  }
}
