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

  package var clip: ClipIdentifier
  /// The journal's head before this clip, 32 bytes; zeros where there is none.
  package var journalHead: [UInt8]
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
    clip: ClipIdentifier, journalHead: [UInt8], campaign: String, application: String,
    employee: String, callID: String, number: String?,
    queue: String?, answeredUnixMilliseconds: Int64, controllerName: String,
    controllerKey: PublicKey, recipients: [Recipient], expires: CalendarDay, mayExport: Bool,
    policyHash: [UInt8], policyOwner: PolicyOwner, minimumSeconds: Int
  ) {
    self.clip = clip
    self.journalHead = journalHead
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

  /// Where the clip will lie; nil where the campaign's name is not usable.
  package var location: ClipLocation? {
    let day = CalendarDay(unixSeconds: answeredUnixMilliseconds / 1000)
    return ClipLocation(campaign: campaign, day: day, clip: clip)
  }

  package func write(to writer: inout ByteWriter) {
    writer.raw(clip.bytes)
    writer.raw(journalHead)
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
      clip: try reader.clip(), journalHead: try reader.raw(32), campaign: try reader.text(),
      application: try reader.text(), employee: try reader.text(),
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
