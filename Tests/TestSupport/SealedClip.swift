import ClipFormat
import ClipSealing
import LinuxSystem
import Timeline

/// The objects of one clip, as a store or a spool holds them.
package struct SealedClip {
  package let location: ClipLocation
  package var objects: [ObjectName: [UInt8]] = [:]

  /// Finds the clip below `root`, whatever its campaign and day.
  package init(root: String, clip: ClipIdentifier) throws {
    guard let location = Self.clips(in: root).first(where: { $0.clip == clip }) else {
      throw TestTimeout("the clip in \(root)")
    }
    self.location = location
    let folder = root + "/" + location.path
    for name in try Files.list(folder) {
      guard let object = ObjectName(name) else { continue }
      objects[object] = try Files.read(path: folder + "/" + name, limit: 1 << 28)
    }
  }

  /// What of a clip lies below these folders, while programs move it from one to the next; nil
  /// where there is nothing of it.
  package init?(moving clip: ClipIdentifier, along roots: [String]) {
    var location: ClipLocation?
    for root in roots {
      guard let found = Self.clips(in: root).first(where: { $0.clip == clip }) else { continue }
      location = found
      let folder = root + "/" + found.path
      for name in Self.list(folder) {
        guard let object = ObjectName(name),
          let bytes = try? Files.read(path: folder + "/" + name, limit: 1 << 28)
        else { continue }
        objects[object] = bytes
      }
    }
    guard let location else { return nil }
    self.location = location
  }

  /// The film in whole fragments from the first on, whatever follows them.
  package var sealedMilliseconds: Int64 {
    var verifier = ClipVerifier(location: location)
    do {
      try verifier.accept(opening: objects[.opening] ?? [])
      for number in segments {
        try verifier.accept(segment: number, bytes: objects[.segment(number)] ?? [])
      }
    } catch {
      // What came before the fault was taken.
    }
    let report = try? verifier.finish(today: location.day, keys: .optional)
    return report?.filmedMilliseconds ?? 0
  }

  package static func clips(in root: String) -> [ClipLocation] {
    list(root).flatMap { campaign in
      list(root + "/" + campaign).flatMap { day in
        list(root + "/\(campaign)/\(day)").compactMap {
          ClipLocation(path: "\(campaign)/\(day)/\($0)")
        }
      }
    }
  }

  package var segments: [UInt32] {
    objects.keys.compactMap { if case .segment(let number) = $0 { number } else { nil } }.sorted()
  }

  /// What a reader without a key makes of it.
  package func verify(
    today: CalendarDay = DeskPolicy.today, keys: KeyPresence = .required
  ) throws(ClipFault) -> ClipReport {
    var verifier = ClipVerifier(location: location)
    if let bytes = objects[.opening] { try verifier.accept(opening: bytes) }
    for number in segments {
      try verifier.accept(segment: number, bytes: objects[.segment(number)] ?? [])
    }
    if let bytes = objects[.closing] { try verifier.accept(closing: bytes) }
    for (name, bytes) in objects {
      if case .key(let fingerprint) = name {
        try verifier.accept(key: fingerprint, bytes: bytes)
      }
    }
    return try verifier.finish(today: today, keys: keys)
  }

  /// What a recipient's key makes of it.
  package func open(_ key: borrowing PrivateKey) throws(ClipFault) -> ClipOpener {
    try ClipOpener(
      key: key, keyObject: objects[.key(fingerprint: key.publicKey.fingerprint)] ?? [],
      opening: objects[.opening] ?? [], location: location)
  }

  private static func list(_ folder: String) -> [String] {
    guard (try? Files.status(path: folder))?.isDirectory == true else { return [] }
    return (try? Files.list(folder)) ?? []
  }
}
