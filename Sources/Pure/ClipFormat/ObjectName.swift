internal import ByteCoding

/// The name of one object of a clip, below the clip's path.
package enum ObjectName: Hashable, Sendable {
  case opening
  case segment(UInt32)
  case closing
  /// The clip key for one recipient; 16 lower-case hexadecimal digits.
  case key(fingerprint: String)
  /// On whose order, and by whom, the key object of this fingerprint was added later.
  case rewrap(fingerprint: String)
  /// What the person on the call says of the clip, by the request's identifier: 32 lower-case
  /// hexadecimal digits (N9).
  case statement(request: String)
  /// The tombstone: the clip was erased.
  case erased

  /// Reads what ``text`` writes, and nothing else.
  package init?(_ text: String) {
    switch text {
    case "opening": self = .opening
    case "closing": self = .closing
    case "erased": self = .erased
    default:
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2 else { return nil }
      if parts[0] == "key", Self.isFingerprint(String(parts[1])) {
        self = .key(fingerprint: String(parts[1]))
      } else if parts[0] == "rewrap", Self.isFingerprint(String(parts[1])) {
        self = .rewrap(fingerprint: String(parts[1]))
      } else if parts[0] == "statement", Self.isHexadecimal(String(parts[1]), bytes: 16) {
        self = .statement(request: String(parts[1]))
      } else if parts[1] == "segment", let number = UInt32(parts[0]),
        number < UInt32(FormatLimits.segments), Self.segment(number).text == text
      {
        self = .segment(number)
      } else {
        return nil
      }
    }
  }

  package var text: String {
    switch self {
    case .opening: return "opening"
    case .closing: return "closing"
    case .key(let fingerprint): return "key.\(fingerprint)"
    case .rewrap(let fingerprint): return "rewrap.\(fingerprint)"
    case .statement(let request): return "statement.\(request)"
    case .erased: return "erased"
    case .segment(let number):
      let digits = String(number)
      return String(repeating: "0", count: max(0, 5 - digits.count)) + digits + ".segment"
    }
  }

  /// The most bytes that an object of this name may have; a record's own length is less.
  package var longest: Int {
    switch self {
    case .segment: FormatLimits.segmentBytes
    case .opening, .closing, .key, .rewrap, .statement, .erased: FormatLimits.recordBytes
    }
  }

  /// Sixteen lower-case hexadecimal digits.
  package static func isFingerprint(_ text: String) -> Bool { isHexadecimal(text, bytes: 8) }

  private static func isHexadecimal(_ text: String, bytes count: Int) -> Bool {
    guard let bytes = Hexadecimal.decode(text), bytes.count == count else { return false }
    return Hexadecimal.encode(bytes) == text
  }
}

/// The order in which a reader takes the objects, by callreel-clip(5), section VERIFYING.
extension ObjectName: Comparable {
  package static func < (left: ObjectName, right: ObjectName) -> Bool {
    (left.rank, left.text) < (right.rank, right.text)
  }

  private var rank: Int {
    switch self {
    case .erased: 0
    case .opening: 1
    case .segment: 2
    case .closing: 3
    case .key: 4
    case .rewrap: 5
    case .statement: 6
    }
  }
}
