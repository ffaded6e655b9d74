internal import ByteCoding
package import Timeline

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
  package var day: CalendarDay { CalendarDay(unixMilliseconds: unixMilliseconds) }

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
