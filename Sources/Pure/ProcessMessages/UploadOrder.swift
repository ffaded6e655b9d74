package import ByteCoding

/// What the agent tells the uploader: which spool to empty into which store.
package struct UploadOrder: ProcessMessage {
  package var spool: String
  /// The policy's `store.url`.
  package var store: String

  package init(spool: String, store: String) {
    self.spool = spool
    self.store = store
  }

  package func write(to writer: inout ByteWriter) {
    writer.text(spool)
    writer.text(store)
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> UploadOrder {
    UploadOrder(spool: try reader.text(), store: try reader.text())
  }
}
