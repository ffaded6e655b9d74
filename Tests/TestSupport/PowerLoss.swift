/// Which of the things that were not waited for are gone after a power cut.
package enum PowerLoss: CaseIterable, Sendable {
  /// None: only the programs are gone.
  case nothing
  case everything
  case bytes
  case names
  /// No name; of the bytes a part, or zeros.
  case torn
  /// Each name and each file on its own.
  case anything

  enum Part {
    case name
    case bytes
  }

  func keeps(_ part: Part, using random: inout SeededGenerator) -> Bool {
    switch self {
    case .nothing: true
    case .everything: false
    case .bytes: part == .name
    case .names: part == .bytes
    case .torn: true
    case .anything: Bool.random(using: &random)
    }
  }

  /// What a file holds whose writes after `kept` were not waited for.
  func bytes(_ bytes: [UInt8], kept: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
    guard bytes != kept else { return kept }
    guard self == .torn || self == .anything && Bool.random(using: &random) else {
      return keeps(.bytes, using: &random) ? bytes : kept
    }
    let common = min(bytes.count, kept.count)
    guard common < bytes.count else { return Bool.random(using: &random) ? bytes : kept }
    if Bool.random(using: &random) {
      return Array(bytes.prefix(Int.random(in: common...bytes.count, using: &random)))
    }
    return bytes.prefix(common) + [UInt8](repeating: 0, count: bytes.count - common)
  }
}
