package import ByteCoding
package import ClipFormat
package import Timeline

/// What the clip of one call says and who may open it; sent with the permit.
package struct ClipOrder: ProcessMessage {
  package struct Recipient: Equatable, Sendable {
    package var name: String
    package var key: PublicKey

    package init(name: String, key: PublicKey) {
      self.name = name
      self.key = key
    }
  }

  package var campaign: String
  package var application: String
  package var employee: String
  package var callID: String
  package var number: String?
  package var queue: String?
  /// Unix time of `answered` in milliseconds.
  package var answeredUnixMilliseconds: Int64
  package var controllerName: String
  package var controllerKey: PublicKey
  package var recipients: [Recipient]
  /// The first day on which nobody may open the clip any more (F12).
  package var expires: CalendarDay
  package var mayExport: Bool
  /// BLAKE2b-256 of the policy.
  package var policyHash: [UInt8]
  package var policyOwner: PolicyOwner
  package var minimumSeconds: Int

  package init(
    campaign: String, application: String, employee: String, callID: String, number: String?,
    queue: String?, answeredUnixMilliseconds: Int64, controllerName: String,
    controllerKey: PublicKey, recipients: [Recipient], expires: CalendarDay, mayExport: Bool,
    policyHash: [UInt8], policyOwner: PolicyOwner, minimumSeconds: Int
  ) {
    self.campaign = campaign
    self.application = application
    self.employee = employee
    self.callID = callID
    self.number = number
    self.queue = queue
    self.answeredUnixMilliseconds = answeredUnixMilliseconds
    self.controllerName = controllerName
    self.controllerKey = controllerKey
    self.recipients = recipients
    self.expires = expires
    self.mayExport = mayExport
    self.policyHash = policyHash
    self.policyOwner = policyOwner
    self.minimumSeconds = minimumSeconds
  }

  package func write(to writer: inout ByteWriter) {
    for text in [campaign, application, employee, callID] { writer.text(text) }
    writer.optional(number)
    writer.optional(queue)
    writer.integer(answeredUnixMilliseconds)
    writer.text(controllerName)
    writer.text(controllerKey.text)
    writer.list(recipients) { writer, recipient in
      writer.text(recipient.name)
      writer.text(recipient.key.text)
    }
    writer.integer(expires.number)
    writer.flag(mayExport)
    writer.block(policyHash)
    writer.integer(policyOwner.rawValue)
    writer.integer(UInt32(clamping: minimumSeconds))
  }

  package static func read(from reader: inout ByteReader) throws(ByteError) -> ClipOrder {
    ClipOrder(
      campaign: try reader.text(), application: try reader.text(), employee: try reader.text(),
      callID: try reader.text(), number: try reader.optionalText(),
      queue: try reader.optionalText(), answeredUnixMilliseconds: try reader.integer(),
      controllerName: try reader.text(), controllerKey: try reader.key(),
      recipients: try reader.list { reader throws(ByteError) in
        Recipient(name: try reader.text(), key: try reader.key())
      },
      expires: CalendarDay(number: try reader.integer()), mayExport: try reader.flag(),
      policyHash: try reader.block(limit: 64), policyOwner: try reader.choice(),
      minimumSeconds: Int(try reader.integer(UInt32.self)))
  }
}

extension ByteReader {
  fileprivate mutating func key() throws(ByteError) -> PublicKey {
    let text = try text()
    do throws(KeyError) {
      return try PublicKey(text: text)
    } catch {
      throw .malformed
    }
  }
}
