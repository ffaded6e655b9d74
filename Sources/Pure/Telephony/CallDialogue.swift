package import Timeline

/// What is spoken with one kind of telephony, pure: bytes and questions in, ``DialogueStep`` out.
///
/// Who carries it has the connection and the clock; a fault ends the connection, and the next one
/// is a new dialogue.
package protocol CallDialogue: Sendable {
  /// How often ``ask(unixMicroseconds:)`` is due while a call is recorded, in milliseconds.
  static var askMilliseconds: Int { get }

  /// Begins a dialogue on a connection that was just made.
  mutating func greet() -> [DialogueStep]

  /// Takes what came, at a moment of Unix time in microseconds.
  mutating func hear(
    _ bytes: [UInt8], unixMicroseconds now: Int64
  ) throws(DialogueFault) -> [DialogueStep]

  /// Asks what telephony does not tell of itself; while a call is recorded, and never otherwise.
  mutating func ask(unixMicroseconds now: Int64) throws(DialogueFault) -> [DialogueStep]
}

/// What a dialogue wants done.
package enum DialogueStep: Equatable, Sendable {
  case send([UInt8])
  case tell(CallEvent)
  /// Telephony has answered, for the first time or still.
  case beat
}

/// Why a dialogue cannot go on.
package enum DialogueFault: Error, Equatable, Sendable {
  /// What came is not what this kind of telephony says.
  case malformed
  /// More came in one piece, or more calls are up at once, than any telephone has.
  case excessive
  /// The account or its secret is refused.
  case denied
  /// Telephony did not answer in time.
  case silent
  /// Telephony cannot answer what has to be asked.
  case unable
}
