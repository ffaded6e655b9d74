internal import ByteCoding
package import Timeline

/// What a clip may be used for (F3); there is no other value.
package enum ClipPurpose: UInt8, CaseIterable, Sendable {
  case training = 1

  package var name: String { "training" }
}

/// Whether recipients may export the clip.
package enum ExportPermission: UInt8, CaseIterable, Sendable {
  case refused = 0
  case allowed = 1
}

/// Somebody whom the clip key was sealed to when the clip was made; kind recovery is a pair.
package struct ClipRecipient: Hashable, Sendable {
  package var key: KeyHash
  package var kind: KeyKind
  /// BLAKE2b-256 of the recipient's key object, 32 bytes.
  package var keyObjectHash: [UInt8]

  package init(key: KeyHash, kind: KeyKind, keyObjectHash: [UInt8]) {
    self.key = key
    self.kind = kind
    self.keyObjectHash = keyObjectHash
  }

  /// As the name of the recipient's key object has it.
  package var fingerprint: String { key.fingerprint }
}

/// The clear part of a clip's opening object.
package struct OpeningRecord: Equatable, Sendable {
  package var location: ClipLocation
  package var purpose: ClipPurpose
  /// The clip's own Ed25519 public key, 32 bytes.
  package var signingKey: [UInt8]
  /// BLAKE2b-256 of the policy, 32 bytes.
  package var policyHash: [UInt8]
  /// The first day on which nobody may open the clip any more (F12).
  package var expiry: CalendarDay
  package var export: ExportPermission
  /// Binds the clip to one clip key, 32 bytes.
  package var commitment: [UInt8]
  /// The journal's head before this clip, 32 bytes; zeros where there is none.
  package var journalHead: [UInt8]
  /// Observations a second (F2).
  package var rate: UInt8
  /// A clip with less film than this is destroyed (F1).
  package var minimumSeconds: UInt16
  /// Of the key that the controller's part is sealed to.
  package var controller: KeyHash
  /// Sorted by fingerprint, none twice.
  package var recipients: [ClipRecipient]

  package init(
    location: ClipLocation, signingKey: [UInt8], policyHash: [UInt8], expiry: CalendarDay,
    export: ExportPermission, commitment: [UInt8], journalHead: [UInt8], rate: UInt8,
    minimumSeconds: UInt16, controller: KeyHash, recipients: [ClipRecipient]
  ) {
    self.location = location
    purpose = .training
    self.signingKey = signingKey
    self.policyHash = policyHash
    self.expiry = expiry
    self.export = export
    self.commitment = commitment
    self.journalHead = journalHead
    self.rate = rate
    self.minimumSeconds = minimumSeconds
    self.controller = controller
    self.recipients = recipients.sorted { $0.fingerprint < $1.fingerprint }
  }

  /// The rules that hold between fields; the same for who writes and who reads.
  package func check() throws(FormatError) {
    guard FormatLimits.rates.contains(rate) else {
      throw FormatError(.limits, "\(rate) observations a second are not between 5 and 30")
    }
    guard (1...FormatLimits.retentionDays).contains(expiry - location.day) else {
      throw FormatError(
        .limits, "the expiry is not 1 to \(FormatLimits.retentionDays) days after the call")
    }
    guard (1...FormatLimits.recipients).contains(recipients.count) else {
      throw FormatError(.limits, "\(recipients.count) recipients are not between 1 and 64")
    }
    guard recipients.allSatisfy(\.kind.opensClips) else {
      throw FormatError(.limits, "a recipient is of a kind that opens no clip")
    }
    guard recipients.count(where: { $0.kind == .recovery }) <= 1 else {
      throw FormatError(.limits, "more than one recovery pair")
    }
  }

  func write(to writer: inout ByteWriter) {
    writer.text(location.campaign)
    writer.integer(location.day.number)
    writer.raw(location.clip.bytes)
    writer.integer(purpose.rawValue)
    for field in [signingKey, policyHash] { writer.raw(field) }
    writer.integer(expiry.number)
    writer.integer(export.rawValue)
    for field in [commitment, journalHead] { writer.raw(field) }
    writer.integer(rate)
    writer.integer(minimumSeconds)
    writer.raw(controller.bytes)
    writer.integer(UInt8(recipients.count))
    for recipient in recipients {
      writer.raw(recipient.key.bytes)
      writer.integer(recipient.kind.rawValue)
      writer.raw(recipient.keyObjectHash)
    }
  }

  init(from reader: inout ByteReader) throws(ByteError) {
    let campaign = try reader.text()
    let day = try reader.day()
    guard let location = ClipLocation(campaign: campaign, day: day, clip: try reader.clip()) else {
      throw .malformed
    }
    self.location = location
    purpose = try reader.code()
    signingKey = try reader.raw(32)
    policyHash = try reader.raw(32)
    expiry = try reader.day()
    export = try reader.code()
    commitment = try reader.raw(32)
    journalHead = try reader.raw(32)
    rate = try reader.integer()
    minimumSeconds = try reader.integer()
    controller = KeyHash(bytes: try reader.raw(KeyHash.byteCount))
    recipients = []
    for _ in 0..<(try reader.integer(UInt8.self)) {
      let recipient = ClipRecipient(
        key: KeyHash(bytes: try reader.raw(KeyHash.byteCount)), kind: try reader.code(),
        keyObjectHash: try reader.raw(32))
      if let last = recipients.last, last.fingerprint >= recipient.fingerprint { throw .malformed }
      recipients.append(recipient)
    }
  }
}
