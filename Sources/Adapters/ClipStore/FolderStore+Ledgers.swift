package import ClipFormat
internal import LinuxSystem

/// Ledgers are the readers' and the controller's to write: their folders are as open as the first
/// one above them that is there, and an inbox can be read by its workstation, whoever made it.
extension FolderStore {
  package func put(_ name: LedgerName, _ bytes: [UInt8]) throws(StoreError) {
    let folder = root + "/" + name.folder.path
    var mode = try mode(above: folder)
    if case .inbox = name.folder { mode |= 0o005 }
    try put(name.text, bytes, in: folder, folderMode: mode)
  }

  package func get(_ name: LedgerName, atMost limit: Int) throws(StoreError) -> [UInt8] {
    try read(root + "/" + name.path, atMost: limit)
  }

  package func names(
    in folder: LedgerFolder, atMost limit: Int
  ) throws(StoreError) -> [String] {
    try names(root + "/" + folder.path).filter { !$0.hasPrefix(".") }.sorted()
  }

  package func chains() throws(StoreError) -> [LedgerFolder] {
    try LedgerFolder.chains { path throws(StoreError) in try names(root + "/" + path) }
  }

  package func visitLetters(
    _ visit: (LedgerName) throws(StoreError) -> Void
  ) throws(StoreError) {
    for word in LedgerFolder.letterWords {
      for owner in try names(root + "/" + word) {
        guard let folder = LedgerFolder(letters: word, of: owner) else { continue }
        for text in try names(in: folder) { try visit(LedgerName(lying: text, in: folder)) }
      }
    }
  }

  package func remove(_ name: LedgerName) throws(StoreError) {
    try remove([name.text], in: root + "/" + name.folder.path)
  }

  private func mode(above folder: String) throws(StoreError) -> UInt32 {
    var path = folder
    while path != root {
      do throws(SystemError) {
        return try Files.status(path: path).mode
      } catch {
        guard error.isMissing else { throw StoreError(error) }
      }
      path = Files.parent(of: path)
    }
    return folderMode
  }
}
