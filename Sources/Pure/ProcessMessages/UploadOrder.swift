package import ByteCoding
package import ClipFormat

/// What the agent tells the uploader: which spool to empty into which store.
///
/// A later order takes the place of an earlier one.
package struct UploadOrder: ProcessMessage {
  package var spool: String
  /// The policy's `store.url`, and the other keys of its `[store]`; files by their paths.
  package var store: String
  package var credentials: String?
  package var certificateAuthority: String?
  package var proxy: String?
  package var kilobytesPerSecond: Int?
  /// The clip that is being made: its segments go while the call lasts.
  package var filming: ClipLocation?
  /// The public key, as text, of the controller whom the clips name: readers must find it.
  package var controller: String?
  /// The fingerprint of the workstation whose inbox is read, and where its notes go.
  package var inbox: String?
  package var inboxFolder: String?
  /// Where sealed requests to that controller wait.
  package var outbox: String?

  package init(
    spool: String, store: String, credentials: String? = nil, certificateAuthority: String? = nil,
    proxy: String? = nil, kilobytesPerSecond: Int? = nil, filming: ClipLocation? = nil,
    controller: String? = nil, inbox: String? = nil, inboxFolder: String? = nil,
    outbox: String? = nil
  ) {
    self.spool = spool
    self.store = store
    self.credentials = credentials
    self.certificateAuthority = certificateAuthority
    self.proxy = proxy
    self.kilobytesPerSecond = kilobytesPerSecond
    self.filming = filming
    self.controller = controller
    self.inbox = inbox
    self.inboxFolder = inboxFolder
    self.outbox = outbox
  }

  package func write(to writer: inout ByteWriter) {
    writer.text(spool)
    writer.text(store)
    writer.optional(credentials)
    writer.optional(certificateAuthority)
    writer.optional(proxy)
    writer.integer(UInt32(clamping: kilobytesPerSecond ?? 0))
    writer.optional(filming?.path)
    for text in [controller, inbox, inboxFolder, outbox] { writer.optional(text) }
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> UploadOrder {
    var order = UploadOrder(
      spool: try reader.text(), store: try reader.text(), credentials: try reader.optionalText(),
      certificateAuthority: try reader.optionalText(), proxy: try reader.optionalText())
    let speed = try reader.integer(UInt32.self)
    order.kilobytesPerSecond = speed == 0 ? nil : Int(speed)
    if let path = try reader.optionalText() {
      guard let clip = ClipLocation(path: path) else { throw .malformed }
      order.filming = clip
    }
    order.controller = try reader.optionalText()
    order.inbox = try reader.optionalText()
    order.inboxFolder = try reader.optionalText()
    order.outbox = try reader.optionalText()
    return order
  }
}
