import ClipFormat
import ClipSealing
import Testing
import Timeline

@Suite("Erased clips") struct TombstoneTests {
  private let keys = Keys()

  @Test("a tombstone alone is an erased clip", arguments: ErasureReason.allCases)
  func alone(reason: ErasureReason) throws {
    let location = try keys.location()
    let tombstone = Tombstone.make(
      clip: location, reason: reason, day: location.day + 9, by: keys.controller)
    #expect(tombstone.bytes.count == 193)
    var verifier = ClipVerifier(location: location)
    try verifier.accept(erased: tombstone.bytes)
    #expect(try verifier.outcome(today: location.day) == .erased(tombstone))
    let fault = #expect(throws: ClipFault.self) { try verifier.finish(today: location.day) }
    #expect(fault == ClipFault(.erased, .erased, "the clip was erased on 2026-11-30"))
    let twice = #expect(throws: ClipFault.self) {
      try verifier.accept(erased: tombstone.bytes)
    }
    #expect(twice?.layer == .chain)
  }

  @Test("a copy that comes back is refused, whichever came first") func replay() throws {
    let clip = try closedClip(keys, at: keys.location())
    func fault(_ controller: borrowing PrivateKey, first: Bool) -> ClipFault? {
      let tombstone = Tombstone.make(
        clip: clip.location, reason: .expiry, day: clip.location.day, by: controller
      ).bytes
      var verifier = ClipVerifier(location: clip.location)
      do throws(ClipFault) {
        if first { try verifier.accept(erased: tombstone) }
        try verifier.accept(opening: clip.opening)
        try verifier.accept(segment: 0, bytes: clip.segments[0])
        if !first { try verifier.accept(erased: tombstone) }
        return nil
      } catch {
        return error
      }
    }
    let stranger = PrivateKey.generate(kind: .controller)
    for first in [true, false] {
      #expect(fault(keys.controller, first: first)?.layer == .erased)
      #expect(fault(keys.controller, first: first)?.place == .object(.opening))
      #expect(fault(stranger, first: first)?.layer == .signature)
      #expect(fault(stranger, first: first)?.place == .object(.erased))
    }
  }
}
