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

/// An employee's request to the controller, signed by their workstation (N9), or by the controller
/// for somebody who has left.
///
/// Layout: callreel-clip(5), section REQUESTS.
package struct RequestRecord: Equatable, Sendable {
  package static let identifierBytes = 16
  package static let makerKinds: [KeyKind] = [.workstation, .controller]
  private static let paddedToMultipleOf = 1_024
  private static let longestMonth = 31

  /// The person's workstation, or the controller who was asked by other ways.
  package let maker: PublicKey
  package let controller: KeyHash
  /// Random, 16 bytes.
  package let identifier: [UInt8]
  package let kind: RequestKind
  package let employee: String
  /// Nil for what concerns all of the person's clips.
  package let clip: ClipLocation?
  package let message: String
  package let unixMilliseconds: Int64
  /// Ed25519 of the maker over ``signedBytes``, 64 bytes.
  package var signature: [UInt8] = []

  /// Traps unless the key is of one of ``makerKinds`` and the identifier has 16 bytes.
  package init(
    _ kind: RequestKind, of employee: String, clip: ClipLocation?, message: String,
    identifier: [UInt8], unixMilliseconds: Int64, maker: PublicKey, controller: KeyHash
  ) {
    precondition(
      Self.makerKinds.contains(maker.kind) && identifier.count == Self.identifierBytes,
      "a request is a workstation's or a controller's")
    self.maker = maker
    self.controller = controller
    self.identifier = identifier
    self.kind = kind
    self.employee = employee
    self.clip = clip
    self.message = message
    self.unixMilliseconds = unixMilliseconds
  }

  /// The day on which it was made, UTC.
  package var day: CalendarDay { CalendarDay(unixMilliseconds: unixMilliseconds) }

  /// The last day of the month within which it is to be answered.
  package var due: CalendarDay {
    let (year, month) = day.month == 12 ? (day.year + 1, 1) : (day.year, day.month + 1)
    // The same day of the next month, or that month's last.
    let days = (0..<Self.longestMonth).lazy.compactMap { back in
      CalendarDay(year: year, month: month, day: day.day - back)
    }
    return days.first ?? day + 28
  }

  package var signedBytes: [UInt8] {
    var writer = ByteWriter()
    for field in [maker.bytes, controller.bytes, identifier] { writer.raw(field) }
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
      maker = try PublicKey(from: &reader, kinds: Self.makerKinds)
      controller = KeyHash(bytes: try reader.raw(KeyHash.byteCount))
      identifier = try reader.raw(Self.identifierBytes)
      unixMilliseconds = try reader.unixMilliseconds()
      kind = try reader.code()
      employee = try reader.name()
      clip = try reader.clipPath()
      message = try reader.message()
      signature = try reader.raw(64)
      try reader.zeros()
    } catch {
      throw error.formatError
    }
    guard self.bytes == bytes else { throw ByteError.malformed.formatError }
  }
}
