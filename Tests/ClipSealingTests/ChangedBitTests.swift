import ClipFormat
import ClipSealing
import Testing
import Timeline

/// On a clip of one fragment a segment, two segments: as few bits as a whole one can have.
@Suite("Changed and shortened objects") struct ChangedBitTests {
  private let clip: StoredClip
  private let tombstone: [UInt8]

  init() throws {
    let keys = Keys()
    var sealer = try keys.sealer(keys.location())
    var clip = StoredClip(sealer)
    clip.append(try sealer.seal(fragment(0, 500, starts: true)))
    let hold = Gap(span: span(500, 900), reason: .hold)
    clip.append(try sealer.seal(fragment(900, 1_500, starts: true, gaps: [hold])))
    clip.closing = try sealer.close(reason: .ended, end: at(1_500), trailingGaps: []).bytes
    try clip.add(PrivateKey.generate(kind: .employee).publicKey, keys: keys)
    self.clip = clip
    tombstone =
      Tombstone.make(
        clip: clip.location, reason: .objection, day: clip.location.day, by: keys.controller
      ).bytes
  }

  /// Every variant of each object must be refused, and that object be named.
  private func refused(
    _ variants: ([UInt8]) -> [[UInt8]]
  ) throws -> (count: Int, faults: [FaultLayer: Int]) {
    var faults: [FaultLayer: Int] = [:]
    var count = 0
    func expect(_ name: ObjectName, _ body: () throws(ClipFault) -> Void) {
      count += 1
      do throws(ClipFault) {
        try body()
        Issue.record("\(name.text): variant \(count) was taken")
      } catch {
        faults[error.layer, default: 0] += 1
        if error.place != .object(name) { Issue.record("\(error.text) instead of \(name.text)") }
      }
    }
    var verifier = ClipVerifier(location: clip.location)
    for variant in variants(clip.opening) {
      expect(.opening) { () throws(ClipFault) in
        var verifier = verifier
        try verifier.accept(opening: variant)
      }
    }
    try verifier.accept(opening: clip.opening)
    for variant in variants(tombstone) {
      expect(.erased) { () throws(ClipFault) in
        var verifier = ClipVerifier(location: clip.location)
        try verifier.accept(erased: variant)
      }
    }
    for (fingerprint, bytes) in clip.rewraps {
      for variant in variants(bytes) {
        expect(.rewrap(fingerprint: fingerprint)) { () throws(ClipFault) in
          var verifier = verifier
          try verifier.accept(rewrap: fingerprint, bytes: variant)
        }
      }
      try verifier.accept(rewrap: fingerprint, bytes: bytes)
    }
    for (fingerprint, bytes) in clip.keys {
      for variant in variants(bytes) {
        expect(.key(fingerprint: fingerprint)) { () throws(ClipFault) in
          var verifier = verifier
          try verifier.accept(key: fingerprint, bytes: variant)
        }
      }
    }
    for (index, segment) in clip.segments.enumerated() {
      for variant in variants(segment) {
        expect(.segment(UInt32(index))) { () throws(ClipFault) in
          var verifier = verifier
          try verifier.accept(segment: UInt32(index), bytes: variant)
        }
      }
      try verifier.accept(segment: UInt32(index), bytes: segment)
    }
    let closing = try #require(clip.closing)
    for variant in variants(closing) {
      expect(.closing) { () throws(ClipFault) in
        var verifier = verifier
        try verifier.accept(closing: variant)
      }
    }
    try verifier.accept(closing: closing)
    return (count, faults)
  }

  @Test("every changed bit is refused, and the object named") func bits() throws {
    let (count, faults) = try refused { bytes in
      (0..<bytes.count * 8).map { bit in
        var changed = bytes
        changed[bit / 8] ^= 1 << (bit % 8)
        return changed
      }
    }
    print("\(count) changed bits refused:", faults.map { "\($0.key.rawValue) \($0.value)" })
    #expect(count > 10_000)
    #expect(faults.keys.contains(.signature) && faults.keys.contains(.hash))
  }

  @Test("every shortened or lengthened object is refused, and named") func lengths() throws {
    let (count, _) = try refused { bytes in
      (0..<bytes.count).map { Array(bytes.prefix($0)) } + [bytes + [0], bytes + bytes]
    }
    print("\(count) shortened and lengthened objects refused")
    #expect(count > 1_000)
  }

  @Test("no changed key object opens") func keyObjects() throws {
    let keys = Keys()
    let added = PrivateKey.generate(kind: .trainer)
    let location = try keys.location()
    let sealer = try ClipSealer(
      terms: keys.terms(location), recipients: [added.publicKey],
      controller: keys.controller.publicKey, workstation: keys.workstation)
    let object = sealer.keyObjects[0].1
    let clip = StoredClip(sealer)
    for bit in 0..<object.count * 8 {
      var changed = object
      changed[bit / 8] ^= 1 << (bit % 8)
      #expect(throws: ClipFault.self) {
        try clip.check(added, keyObject: changed)
      }
    }
  }
}
