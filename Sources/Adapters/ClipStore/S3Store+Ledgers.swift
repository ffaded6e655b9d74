internal import ClipFormat
internal import HTTPTransfer

extension S3Store {
  func put(_ name: LedgerName, _ bytes: [UInt8]) throws(StoreError) {
    do throws(StoreError) {
      try put(prefix + name.path, .bytes(bytes))
    } catch .unknownThere {
      // A chain's number is another's. All other names are of their bytes, or drawn: it is there.
      if case .access = name.folder { throw .taken }
    }
  }

  func get(_ name: LedgerName, atMost limit: Int) throws(StoreError) -> [UInt8] {
    var call = S3Endpoint.Call(method: .get, key: prefix + name.path)
    call.limit = limit
    return try endpoint.success(of: call).body
  }

  func names(in folder: LedgerFolder, atMost limit: Int) throws(StoreError) -> [String] {
    try list(below: folder.path + "/", atMost: limit).keys.filter { !$0.isEmpty }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  func chains() throws(StoreError) -> [LedgerFolder] {
    try LedgerFolder.chains { path throws(StoreError) in try list(below: path + "/").folders }
  }

  func visitLetters(
    _ visit: (LedgerName) throws(StoreError) -> Void
  ) throws(StoreError) {
    for word in LedgerFolder.letterWords {
      try visitPages(below: word + "/", delimiter: "") { keys, _ throws(StoreError) in
        for key in keys {
          let parts = key.split(separator: "/", omittingEmptySubsequences: false)
          guard parts.count == 2, !parts[1].isEmpty,
            let folder = LedgerFolder(letters: word, of: String(parts[0]))
          else { continue }
          try visit(LedgerName(lying: String(parts[1]), in: folder))
        }
        return true
      }
    }
  }

  func remove(_ name: LedgerName) throws(StoreError) {
    try remove(prefix + name.path)
  }
}
