internal import ByteCoding

/// Who could have written the policy that the clip was made under.
package enum PolicyOwner: UInt8, CaseIterable, Sendable {
  /// Only root could.
  case administrator = 1
  /// The recorded user could, as in a demonstration.
  case user = 2

  package var name: String {
    switch self {
    case .administrator: "administrator"
    case .user: "user"
    }
  }
}

/// What a clip says of its call, for holders of the clip key only.
package struct CallRecord: Equatable, Sendable {
  package var employee: String
  /// By name, as the enrolment lists them.
  package var trainers: [String]
  /// Unix time of `answered` in milliseconds.
  package var startUnixMilliseconds: Int64
  /// The telephony source's identifier, to match the PBX's audio.
  package var callIdentifier: String
  package var application: String
  package var controllerName: String
  package var policyOwner: PolicyOwner

  package init(
    employee: String, trainers: [String], startUnixMilliseconds: Int64, callIdentifier: String,
    application: String, controllerName: String, policyOwner: PolicyOwner
  ) {
    self.employee = employee
    self.trainers = trainers
    self.startUnixMilliseconds = startUnixMilliseconds
    self.callIdentifier = callIdentifier
    self.application = application
    self.controllerName = controllerName
    self.policyOwner = policyOwner
  }

  /// The limits of a clip; the same for who writes and who reads.
  package func check() throws(FormatError) {
    let names = [employee, callIdentifier, application, controllerName] + trainers
    guard names.allSatisfy({ $0.utf8.count <= FormatLimits.nameBytes }) else {
      throw FormatError(
        .limits, "a name of the call record is longer than \(FormatLimits.nameBytes) bytes")
    }
    guard trainers.count <= FormatLimits.recipients else {
      throw FormatError(.limits, "\(trainers.count) trainers are more than 64")
    }
    guard FormatLimits.unixMilliseconds.contains(startUnixMilliseconds) else {
      throw FormatError(.limits, "the call was not answered in the years 1 to 9999")
    }
  }

  /// The part of the plaintext that the workstation signs.
  package var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.text(employee)
    writer.integer(UInt8(trainers.count))
    for trainer in trainers { writer.text(trainer) }
    writer.integer(startUnixMilliseconds)
    for name in [callIdentifier, application, controllerName] { writer.text(name) }
    writer.integer(policyOwner.rawValue)
    return writer.bytes
  }

  init(from reader: inout ByteReader) throws(ByteError) {
    employee = try reader.name()
    trainers = []
    let count = Int(try reader.integer(UInt8.self))
    guard count <= FormatLimits.recipients else { throw .malformed }
    for _ in 0..<count { trainers.append(try reader.name()) }
    startUnixMilliseconds = try reader.integer()
    guard FormatLimits.unixMilliseconds.contains(startUnixMilliseconds) else { throw .malformed }
    callIdentifier = try reader.name()
    application = try reader.name()
    controllerName = try reader.name()
    policyOwner = try reader.code()
  }
}

/// A call record with the workstation's word that it made the clip.
package struct SignedCallRecord: Equatable, Sendable {
  private static let paddedToMultipleOf = 1_024

  package var call: CallRecord
  package var workstation: PublicKey
  /// Ed25519 by the workstation's key, 64 bytes.
  package var signature: [UInt8]

  package init(call: CallRecord, workstation: PublicKey, signature: [UInt8]) {
    self.call = call
    self.workstation = workstation
    self.signature = signature
  }

  /// The plaintext, with zeros up to a multiple of 1024 bytes.
  package var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.raw(call.bytes)
    writer.raw(workstation.agreement + workstation.signing + signature)
    return writer.bytes.padded(toMultipleOf: Self.paddedToMultipleOf)
  }

  package init(parsing bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    do throws(ByteError) {
      call = try CallRecord(from: &reader)
      workstation = PublicKey(
        kind: .workstation, agreement: try reader.raw(32), signing: try reader.raw(32))
      signature = try reader.raw(64)
      try reader.zeros()
    } catch {
      throw error.formatError
    }
    guard self.bytes == bytes else { throw ByteError.malformed.formatError }
  }
}
