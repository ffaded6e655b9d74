internal import ClipStore
internal import LinuxSystem
internal import ProcessMessages
internal import Sandbox

/// What the uploader may still do once it knows its order.
enum UploadRights {
  /// Files of the spool, of the inbox, of the outbox and of a store in a folder, and what a
  /// bucket's store reads; no display, no bus, no program (P9).
  ///
  /// The folders of files are meant, not the files: one that is replaced is another file, and a
  /// store's folder may be mounted later.
  static func enter(_ order: UploadOrder) throws(SandboxError) {
    let files = [order.credentials, order.certificateAuthority].compactMap { $0 }
    let store = order.store.hasPrefix("dir:/") ? [String(order.store.dropFirst(4))] : []
    try FileRights.confine(
      reading: SystemFiles.network + files.map { Files.parent(of: $0) },
      writing: [order.spool] + [order.inboxFolder, order.outbox].compactMap { $0 }
        + store.map { Files.parent(of: $0) })
    try Sandbox.giveUpLocalSockets()
  }
}
