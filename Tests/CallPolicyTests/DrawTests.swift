import CallPolicy
import TestSupport
import Testing

@Suite("The draw") struct DrawTests {
  /// The first eight bytes of a digest whose fraction is `value` / 2^64.
  private func digest(_ value: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * UInt64($0))) }
      + [UInt8](repeating: 0xFF, count: 24)
  }

  @Test("selects below the share and not at it, exactly") func exact() {
    #expect(Draw.selects(digest: digest((1 << 62) - 1), share: 0.25))
    #expect(!Draw.selects(digest: digest(1 << 62), share: 0.25))
    // 0.1 is 0x1.999999999999ap-4 in binary: times 2^64 a whole number.
    #expect(Draw.selects(digest: digest(0x1999_9999_9999_99FF), share: 0.1))
    #expect(!Draw.selects(digest: digest(0x1999_9999_9999_9A00), share: 0.1))
    #expect(Draw.selects(digest: digest(0), share: 0x1p-70))
    #expect(!Draw.selects(digest: digest(1), share: 0x1p-70))
  }

  @Test("nothing is selected by no share or a short digest, everything by a whole one")
  func bounds() {
    for share in [0, -0.1, .nan, -.infinity] {
      #expect(!Draw.selects(digest: digest(0), share: share))
    }
    #expect(!Draw.selects(digest: [0, 0, 0, 0, 0, 0, 0], share: 0.1))
    #expect(Draw.selects(digest: digest(.max), share: 1))
  }

  @Test("draws the share of many calls, within three sigma", arguments: [0.05, 0.1, 0.2])
  func share(share: Double) {
    let count = 40_000
    let drawn = (1...UInt64(count)).count { ordinal in
      let message = Draw.message(
        seeds: [[1, 2, 3], [4, 5, 6]], campaign: "crm", person: "alice", workstation: "w",
        ordinal: ordinal)
      return Draw.selects(digest: mixed(message), share: share)
    }
    let sigma = (Double(count) * share * (1 - share)).squareRoot()
    #expect(abs(Double(drawn) - Double(count) * share) < 3 * sigma)
  }

  @Test("two different draws never have the same message") func framing() {
    let messages = [
      Draw.message(seeds: [[1], [2]], campaign: "a", person: "b", workstation: "c", ordinal: 1),
      Draw.message(seeds: [[1, 2], []], campaign: "a", person: "b", workstation: "c", ordinal: 1),
      Draw.message(seeds: [[2], [1]], campaign: "a", person: "b", workstation: "c", ordinal: 1),
      Draw.message(seeds: [[1], [2]], campaign: "ab", person: "", workstation: "c", ordinal: 1),
      Draw.message(seeds: [[1], [2]], campaign: "a", person: "bc", workstation: "", ordinal: 1),
      Draw.message(seeds: [[1], [2]], campaign: "a", person: "b", workstation: "c", ordinal: 2),
    ]
    #expect(Set(messages).count == messages.count)
  }

  @Test("the message is fixed, so that anybody can recompute it") func vector() {
    let message = Draw.message(
      seeds: [[0xAA], [0xBB, 0xCC]], campaign: "k", person: "p", workstation: "w", ordinal: 258)
    let expected: [UInt8] =
      [0, 0, 0, 15] + Array("callreel draw 1".utf8) + [0, 0, 0, 2] + [0, 0, 0, 1, 0xAA]
      + [0, 0, 0, 2, 0xBB, 0xCC] + [0, 0, 0, 1, 0x6B] + [0, 0, 0, 1, 0x70] + [0, 0, 0, 1, 0x77]
      + [0, 0, 0, 0, 0, 0, 1, 2]
    #expect(message == expected)
  }

  /// FNV-1a, finished by SplitMix64: good enough to spread, and not the program's hash.
  private func mixed(_ bytes: [UInt8]) -> [UInt8] {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var generator = SeededGenerator(seed: hash)
    return digest(generator.next())
  }
}
