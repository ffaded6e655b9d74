internal import ByteCoding
package import Timeline

/// What an employee may ask for (N9).
package enum RequestKind: UInt8, CaseIterable, Sendable {
  case access = 1
  case rectify = 2
  case erase = 3
  case restrict = 4
  /// Until it is answered, nothing of that person is recorded.
  case object = 5

  package var name: String {
    switch self {
    case .access: "access"
    case .rectify: "rectify"
    case .erase: "erase"
    case .restrict: "restrict"
    case .object: "object"
    }
  }
}

/// An employee's request to the controller, signed by the workstation (N9).
///
/// Layout: callreel-clip(5), section REQUESTS.
package struct RequestRecord: Equatable, Sendable {
  package static let identifierBytes = 16
  private static let paddedToMultipleOf = 1_024
  private static let days = 31

  package let workstation: PublicKey
  package let controller: KeyHash
  /// Random, 16 bytes.
  package let identifier: [UInt8]
  package let kind: RequestKind
  package let employee: String
  /// Nil for what concerns all of the person's clips.
  package let clip: ClipLocation?
  package let message: String
  package let unixMilliseconds: Int64
  /// Ed25519 of the workstation over ``signedBytes``, 64 bytes.
  package var signature: [UInt8] = []

  /// Traps unless the key is a workstation's and the identifier has 16 bytes.
  package init(
    _ kind: RequestKind, of employee: String, clip: ClipLocation?, message: String,
    identifier: [UInt8], unixMilliseconds: Int64, workstation: PublicKey, controller: KeyHash
  ) {
    precondition(
      workstation.kind == .workstation && identifier.count == Self.identifierBytes,
      "a request is a workstation's")
    self.workstation = workstation
    self.controller = controller
    self.identifier = identifier
    self.kind = kind
    self.employee = employee
    self.clip = clip
    self.message = message
    self.unixMilliseconds = unixMilliseconds
  }

  /// The day on which it was made, UTC.
  package var day: CalendarDay { CalendarDay(unixSeconds: unixMilliseconds / 1_000) }

  /// The last day of the month within which it is to be answered.
  package var due: CalendarDay {
    let (year, month) = day.month == 12 ? (day.year + 1, 1) : (day.year, day.month + 1)
    // The same day of the next month, or that month's last.
    let days = (0..<Self.days).lazy.compactMap { back in
      CalendarDay(year: year, month: month, day: day.day - back)
    }
    return days.first ?? day + 28
  }

  package var signedBytes: [UInt8] {
    var writer = ByteWriter()
    for field in [workstation.bytes, controller.bytes, identifier] { writer.raw(field) }
    writer.integer(unixMilliseconds)
    writer.integer(kind.rawValue)
    for text in [employee, clip?.path ?? "", message] { writer.text(text) }
    return writer.bytes
  }

  /// The plaintext, with zeros up to a multiple of 1024 bytes.
  package var bytes: [UInt8] {
    (signedBytes + signature).padded(toMultipleOf: Self.paddedToMultipleOf)
  }

  /// Reads the encoding only.
  package init(parsing bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    do throws(ByteError) {
      workstation = try PublicKey(from: &reader, kinds: [.workstation])
      controller = KeyHash(bytes: try reader.raw(KeyHash.byteCount))
      identifier = try reader.raw(Self.identifierBytes)
      unixMilliseconds = try reader.unixMilliseconds()
      kind = try reader.code()
      employee = try reader.name()
      let path = try reader.name()
      clip = ClipLocation(path: path)
      guard (clip == nil) == path.isEmpty else { throw .malformed }
      message = try reader.message()
      signature = try reader.raw(64)
      try reader.zeros()
    } catch {
      throw error.formatError
    }
    guard self.bytes == bytes else { throw ByteError.malformed.formatError }
  }
}

/// What the controller decided on a request.
package enum RequestVerdict: UInt8, CaseIterable, Sendable {
  case done = 1
  case refused = 2

  package var name: String {
    switch self {
    case .done: "done"
    case .refused: "refused"
    }
  }
}

/// The controller's signed answer to a request (N9).
package struct AnswerRecord: Equatable, Sendable {
  private static let paddedToMultipleOf = 1_024

  package let controller: PublicKey
  /// The request's identifier, 16 bytes.
  package let request: [UInt8]
  package let verdict: RequestVerdict
  package let message: String
  package let unixMilliseconds: Int64
  /// Ed25519 of the controller over ``signedBytes``, 64 bytes.
  package var signature: [UInt8] = []

  /// Traps unless the key is a controller's.
  package init(
    _ verdict: RequestVerdict, to request: [UInt8], message: String, unixMilliseconds: Int64,
    controller: PublicKey
  ) {
    precondition(controller.kind == .controller, "an answer is a controller's")
    self.controller = controller
    self.request = request
    self.verdict = verdict
    self.message = message
    self.unixMilliseconds = unixMilliseconds
  }

  /// The day on which it was given, UTC.
  package var day: CalendarDay { CalendarDay(unixSeconds: unixMilliseconds / 1_000) }

  package var signedBytes: [UInt8] {
    var writer = ByteWriter()
    for field in [controller.bytes, request] { writer.raw(field) }
    writer.integer(unixMilliseconds)
    writer.integer(verdict.rawValue)
    writer.text(message)
    return writer.bytes
  }

  /// The plaintext, with zeros up to a multiple of 1024 bytes.
  package var bytes: [UInt8] {
    (signedBytes + signature).padded(toMultipleOf: Self.paddedToMultipleOf)
  }

  /// Reads the encoding only.
  package init(parsing bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    do throws(ByteError) {
      controller = try PublicKey(from: &reader, kinds: [.controller])
      request = try reader.raw(RequestRecord.identifierBytes)
      unixMilliseconds = try reader.unixMilliseconds()
      verdict = try reader.code()
      message = try reader.message()
      signature = try reader.raw(64)
      try reader.zeros()
    } catch {
      throw error.formatError
    }
    guard self.bytes == bytes else { throw ByteError.malformed.formatError }
  }
}

extension ByteReader {
  fileprivate mutating func unixMilliseconds() throws(ByteError) -> Int64 {
    let value: Int64 = try integer()
    guard FormatLimits.unixMilliseconds.contains(value) else { throw .malformed }
    return value
  }

  fileprivate mutating func message() throws(ByteError) -> String {
    let text = try text()
    guard text.utf8.count <= FormatLimits.messageBytes else { throw .malformed }
    return text
  }
}
