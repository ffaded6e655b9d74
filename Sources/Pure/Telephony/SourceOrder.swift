package import ByteCoding

/// What the agent tells a source on its standard input: one JSON object a line.
package enum SourceOrder: Equatable, Sendable {
  /// The longest line in bytes.
  package static let longest = 32_768

  /// The first line.
  case settings(SourceSettings)
  /// Whether a call of this source is recorded from now on.
  case recording(Bool)

  package var json: JSONText {
    switch self {
    case .settings(let settings): settings.json
    case .recording(let isRecording): .object([("recording", .boolean(isRecording))])
    }
  }

  /// Nil for a line that is no order.
  package init?(_ line: [UInt8]) {
    guard let json = try? JSONText(reading: line) else { return nil }
    if case .boolean(let isRecording)? = json["recording"] {
      self = .recording(isRecording)
    } else if let settings = SourceSettings(json) {
      self = .settings(settings)
    } else {
      return nil
    }
  }
}

/// Where a source finds its telephony, and what is known already.
///
/// It comes on standard input because arguments are seen by everybody (P10).
package struct SourceSettings: Equatable, Sendable {
  /// A call that was up when the source before this one was lost.
  package struct KnownCall: Equatable, Sendable {
    package var callID: String
    package var number: String?
    /// Unix time in microseconds.
    package var answered: Int64

    package init(callID: String, number: String?, answered: Int64) {
      self.callID = callID
      self.number = number
      self.answered = answered
    }
  }

  /// What an Asterisk has to be told.
  package struct Account: Equatable, Sendable {
    package var line: String
    package var user: String
    package var secret: String

    package init(line: String, user: String, secret: String) {
      self.line = line
      self.user = user
      self.secret = secret
    }
  }

  /// `host:port`; empty for a program.
  package var address: String
  package var account: Account?
  package var isEncrypted: Bool
  /// A file of certificates that are trusted instead of the system's.
  package var certificateAuthority: String?
  /// A program with its arguments.
  package var command: [String]
  /// The queue of calls that name none.
  package var queue: String?
  package var calls: [KnownCall]

  package init(
    address: String = "", account: Account? = nil, isEncrypted: Bool = false,
    certificateAuthority: String? = nil, command: [String] = [], queue: String? = nil,
    calls: [KnownCall] = []
  ) {
    self.address = address
    self.account = account
    self.isEncrypted = isEncrypted
    self.certificateAuthority = certificateAuthority
    self.command = command
    self.queue = queue
    self.calls = calls
  }

  /// The parts of the address; nil where it is none.
  package var socket: (host: String, port: UInt16)? {
    guard let colon = address.lastIndex(of: ":"), colon != address.startIndex,
      let port = UInt16(address[address.index(after: colon)...]), port > 0
    else { return nil }
    var host = address[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    return (String(host), port)
  }
}
