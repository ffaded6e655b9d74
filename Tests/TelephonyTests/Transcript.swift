import Telephony
import Timeline

extension CallDialogue {
  /// What is told when these bytes come; events as `kind id number direction queue`.
  mutating func told(_ bytes: [UInt8], at now: Int64 = 1_000_000) throws -> [String] {
    try hear(bytes, unixMicroseconds: now).compactMap(\.words)
  }
}

extension DialogueStep {
  /// Nil for what is sent to telephony.
  var words: String? {
    switch self {
    case .send: return nil
    case .beat: return "beat"
    case .tell(let event):
      var words = [event.kind.rawValue, event.callID]
      if let number = event.number { words.append(number) }
      if let direction = event.direction { words.append(direction.rawValue) }
      if let queue = event.queue { words.append(queue) }
      if event.callerInformed == true { words.append("informed") }
      return words.joined(separator: " ")
    }
  }

  var sent: String? {
    if case .send(let bytes) = self { String(decoding: bytes, as: UTF8.self) } else { nil }
  }
}
