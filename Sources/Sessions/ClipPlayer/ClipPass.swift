internal import ClipFormat
internal import ClipSealing
internal import Timeline

extension ClipShelf {
  /// Reads all objects of a clip once, in the order that verifies them.
  ///
  /// `segment` and `closing` get the bytes of what was verified so far.
  func pass(
    over clip: ClipLocation, keys: KeyPresence, progress: ClipProgress,
    segment: (UInt32, [UInt8]) throws(PlayerError) -> Void,
    closing: ([UInt8]) throws(PlayerError) -> Void
  ) throws(PlayerError) -> ClipReport {
    let names = try names(of: clip)
    let ordered = Self.verifiable(names)
    var verifier = ClipVerifier(location: clip)
    for (index, name) in ordered.enumerated() {
      try progress(index, ordered.count)
      let bytes = try object(name, of: clip)
      try accept(name, bytes, by: &verifier)
      switch name {
      case .segment(let number): try segment(number, bytes)
      case .closing: try closing(bytes)
      case .opening, .key: break
      }
    }
    try progress(ordered.count, ordered.count)
    do throws(ClipFault) {
      return try verifier.finish(today: today, keys: keys)
    } catch {
      throw .fault(error)
    }
  }

  private func accept(
    _ name: ObjectName, _ bytes: [UInt8], by verifier: inout ClipVerifier
  ) throws(PlayerError) {
    do throws(ClipFault) {
      switch name {
      case .opening: try verifier.accept(opening: bytes)
      case .segment(let number): try verifier.accept(segment: number, bytes: bytes)
      case .closing: try verifier.accept(closing: bytes)
      case .key(let fingerprint): try verifier.accept(key: fingerprint, bytes: bytes)
      }
    } catch {
      throw .fault(error)
    }
  }

  /// Opening, segments by number, closing, keys.
  private static func verifiable(_ names: [ObjectName]) -> [ObjectName] {
    func rank(_ name: ObjectName) -> (Int, UInt32) {
      switch name {
      case .opening: (0, 0)
      case .segment(let number): (1, number)
      case .closing: (2, 0)
      case .key: (3, 0)
      }
    }
    return names.sorted { rank($0) < rank($1) }
  }
}
