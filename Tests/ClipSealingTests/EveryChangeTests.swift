import ClipFormat
import ClipSealing
import Testing
import Timeline

/// Whatever is taken away, doubled or put in another's place is refused.
@Suite("Every removal, duplication and swap") struct EveryChangeTests {
  private let keys = Keys()

  /// Of each kind, how many were tried.
  private struct Count {
    var removals = 0
    var duplications = 0
    var swaps = 0
  }

  @Test("is refused and named, within a clip and between clips") func refused() throws {
    var count = Count()
    let clip = try closedClip(keys, at: keys.location())
    _ = try clip.verify()
    let parts = try fragments(of: clip)
    try removals(clip, parts, &count)
    try duplications(clip, parts, &count)
    try swaps(clip, parts, &count)
    let identifier = clip.location.clip
    for other in [
      try closedClip(keys, at: clip.location), try closedClip(keys, at: keys.location()),
      try closedClip(keys, at: keys.location(day: "2026-11-22", clip: identifier)),
      try closedClip(keys, at: keys.location(campaign: "other", clip: identifier)),
      try closedClip(Keys(), at: clip.location),
    ] {
      try swaps(clip, parts, with: other, &count)
    }
    print(
      "\(count.removals) removals, \(count.duplications) duplications and \(count.swaps) swaps "
        + "refused")
  }

  private func refuse(_ clip: StoredClip, _ what: String) {
    do throws(ClipFault) {
      _ = try clip.verify()
      Issue.record("\(what) was taken")
    } catch {
      #expect(!error.what.isEmpty)
    }
  }

  private func removals(
    _ clip: StoredClip, _ parts: [[[UInt8]]], _ count: inout Count
  ) throws {
    var changed: [(String, StoredClip)] = []
    func change(_ what: String, _ body: (inout StoredClip) -> Void) {
      var clip = clip
      body(&clip)
      changed.append((what, clip))
    }
    change("no opening") { $0.opening = [] }
    change("no closing") { $0.closing = nil }
    for key in clip.keys.keys { change("no key") { $0.keys[key] = nil } }
    for segment in clip.segments.indices {
      change("no segment \(segment)") { $0.segments.remove(at: segment) }
      for index in parts[segment].indices {
        var rest = parts[segment]
        rest.remove(at: index)
        change("no fragment \(segment).\(index)") { $0.segments[segment] = object(rest) }
      }
    }
    for (what, clip) in changed { refuse(clip, what) }
    count.removals += changed.count
  }

  private func duplications(
    _ clip: StoredClip, _ parts: [[[UInt8]]], _ count: inout Count
  ) throws {
    for segment in clip.segments.indices {
      for place in 0...clip.segments.count {
        var changed = clip
        changed.segments.insert(clip.segments[segment], at: place)
        refuse(changed, "segment \(segment) once more at \(place)")
        count.duplications += 1
      }
    }
    for (segment, fragments) in parts.enumerated() {
      for fragment in fragments {
        for target in parts.indices {
          for place in 0...parts[target].count {
            var changed = clip
            var more = parts[target]
            more.insert(fragment, at: place)
            changed.segments[target] = object(more)
            refuse(changed, "a fragment of \(segment) once more in \(target) at \(place)")
            count.duplications += 1
          }
        }
      }
    }
  }

  /// Of two segments, and of any two fragments.
  private func swaps(_ clip: StoredClip, _ parts: [[[UInt8]]], _ count: inout Count) throws {
    let all = parts.flatMap { $0 }
    for one in clip.segments.indices {
      for other in clip.segments.indices where other > one {
        var changed = clip
        changed.segments.swapAt(one, other)
        refuse(changed, "segments \(one) and \(other)")
        count.swaps += 1
      }
    }
    for one in all.indices {
      for other in all.indices where other > one {
        var swapped = all
        swapped.swapAt(one, other)
        var changed = clip
        var rest = swapped[...]
        for segment in parts.indices {
          changed.segments[segment] = object(Array(rest.prefix(parts[segment].count)))
          rest = rest.dropFirst(parts[segment].count)
        }
        refuse(changed, "fragments \(one) and \(other)")
        count.swaps += 1
      }
    }
    let fingerprints = clip.keys.keys.sorted()
    var changed = clip
    changed.keys[fingerprints[0]] = clip.keys[fingerprints[1]]
    changed.keys[fingerprints[1]] = clip.keys[fingerprints[0]]
    refuse(changed, "two keys")
    count.swaps += 1
  }

  /// Each object, and each fragment, in the place of its counterpart; and the whole clip.
  private func swaps(
    _ clip: StoredClip, _ parts: [[[UInt8]]], with other: StoredClip, _ count: inout Count
  ) throws {
    var changed: [StoredClip] = []
    func change(_ body: (inout StoredClip) -> Void) {
      var clip = clip
      body(&clip)
      changed.append(clip)
    }
    change { $0.opening = other.opening }
    change { $0.closing = other.closing }
    for (key, foreign) in zip(clip.keys.keys.sorted(), other.keys.keys.sorted()) {
      change { $0.keys[key] = other.keys[foreign] }
    }
    let foreign = try fragments(of: other)
    for segment in clip.segments.indices {
      change { $0.segments[segment] = other.segments[segment] }
      for index in parts[segment].indices {
        var mixed = parts[segment]
        mixed[index] = foreign[segment][index]
        change { $0.segments[segment] = object(mixed) }
      }
    }
    if other.location != clip.location {
      var moved = other
      moved.location = clip.location
      changed.append(moved)
    }
    for clip in changed { refuse(clip, "a part of another clip") }
    count.swaps += changed.count
  }

  private func object(_ fragments: [[UInt8]]) -> [UInt8] {
    ObjectKind.segment.prefix + fragments.flatMap { $0 }
  }

  /// The bytes of each fragment of each segment.
  private func fragments(of clip: StoredClip) throws -> [[[UInt8]]] {
    var all: [[[UInt8]]] = []
    for object in clip.segments {
      var parts: [[UInt8]] = []
      var rest = object.dropFirst(ObjectKind.prefixBytes)
      while !rest.isEmpty {
        // The gaps are counted at offset 100; nine bytes each, then the message's length.
        let bytes = Array(rest)
        let header = 138 + 9 * (Int(bytes[100]) << 8 | Int(bytes[101]))
        let length = bytes[header - 36..<header - 32].reduce(0) { $0 << 8 | Int($1) }
        let stream = bytes[88] == 1 ? 24 : 0
        let count = header + 64 + stream + length
        parts.append(Array(bytes.prefix(count)))
        rest = rest.dropFirst(count)
      }
      all.append(parts)
    }
    return all
  }
}
