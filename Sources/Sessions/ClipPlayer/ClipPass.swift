internal import ClipFormat
internal import ClipSealing
internal import Timeline

/// What is done with an object when it was verified.
typealias ObjectVisit = (ObjectName, [UInt8]) throws(PlayerError) -> Void

/// How a segment is verified: with or without its film.
typealias SegmentCheck = (inout ClipVerifier, UInt32, [UInt8]) throws(ClipFault) -> Void

extension ClipShelf {
  /// Reads all objects of a clip once, in the order that verifies them.
  ///
  /// `visit` gets the bytes of what was verified so far.
  func pass(
    over clip: ClipLocation, keys: KeyPresence, progress: ClipProgress, check: SegmentCheck,
    visit: ObjectVisit
  ) throws(PlayerError) -> ClipVerdict {
    let ordered = try names(of: clip).sorted()
    var verifier = ClipVerifier(location: clip, today: today)
    for (index, name) in ordered.enumerated() {
      try progress(index, ordered.count)
      let bytes = try object(name, of: clip)
      try accept(name, bytes, by: &verifier, check: check)
      try visit(name, bytes)
    }
    try progress(ordered.count, ordered.count)
    let verdict: ClipVerdict
    do throws(ClipFault) {
      verdict = try verifier.outcome(today: today, keys: keys)
    } catch {
      throw .fault(error)
    }
    do throws(ClipFault) { try holdAgainstController(verdict) } catch { throw .fault(error) }
    return verdict
  }

  /// Holds a clip, or the tombstone in its place, against the controller that is known.
  private func holdAgainstController(_ verdict: ClipVerdict) throws(ClipFault) {
    guard let controller else { return }
    switch verdict {
    case .erased(let tombstone):
      guard tombstone.controller == controller else {
        throw ClipFault(.signature, .erased, "the tombstone is not of the controller that is known")
      }
    case .clip(let report):
      guard report.opening.controller == controller.keyHash else {
        throw anotherController
      }
    }
  }

  /// What is wrong with a clip of another controller than the one that is known.
  var anotherController: ClipFault {
    ClipFault(
      .binding, at: workstations == nil ? .object(.opening) : .workstations,
      "the clip names another controller than the one that is known")
  }

  /// Ends a pass over a clip that was found whole; `erased` is the tombstone in its place.
  static func report(_ verdict: ClipVerdict) throws(PlayerError) -> ClipReport {
    switch verdict {
    case .clip(let report): return report
    case .erased(let tombstone): throw .erased(tombstone)
    }
  }

  private func accept(
    _ name: ObjectName, _ bytes: [UInt8], by verifier: inout ClipVerifier, check: SegmentCheck
  ) throws(PlayerError) {
    do throws(ClipFault) {
      switch name {
      case .opening: try verifier.accept(opening: bytes)
      case .segment(let number): try check(&verifier, number, bytes)
      case .closing: try verifier.accept(closing: bytes)
      case .key(let fingerprint): try verifier.accept(key: fingerprint, bytes: bytes)
      case .rewrap(let fingerprint): try verifier.accept(rewrap: fingerprint, bytes: bytes)
      case .statement(let request): try verifier.accept(statement: request, bytes: bytes)
      case .erased: try verifier.accept(erased: bytes)
      }
    } catch {
      throw .fault(error)
    }
  }
}
