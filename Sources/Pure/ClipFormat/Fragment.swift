internal import ByteCoding
package import Timeline

/// One fragment of film before it is sealed, or after it was opened; in memory only.
package struct Fragment: Equatable, Sendable {
  package var span: CallSpan
  /// Between the fragment before and this one, with their exact reasons.
  package var gaps: [Gap]
  /// Whether it begins a segment; one that does plays by itself.
  package var startsSegment: Bool
  /// The longest time from one observation to the next, in milliseconds.
  ///
  /// Counts the one from the last observation before this fragment, unless a gap lies between.
  package var longestObservation: Int64
  package var manifest: FragmentManifest
  /// Fragmented MP4; the first of a segment begins with its initialisation.
  package var media: [UInt8]

  package init(
    span: CallSpan, gaps: [Gap], startsSegment: Bool, longestObservation: Int64,
    manifest: FragmentManifest, media: [UInt8]
  ) {
    self.span = span
    self.gaps = gaps
    self.startsSegment = startsSegment
    self.longestObservation = longestObservation
    self.manifest = manifest
    self.media = media
  }

  /// The plaintext of the message: manifest, film, zeros up to the Padmé length.
  package var plaintext: [UInt8] {
    var inner = ByteWriter()
    manifest.write(gaps: gaps, to: &inner)
    var writer = ByteWriter()
    writer.block(inner.bytes)
    writer.block(media)
    let unpadded = writer.bytes
    return unpadded + [UInt8](repeating: 0, count: Padme.length(unpadded.count) - unpadded.count)
  }

  /// Reads a plaintext and holds it against the header that it came with.
  package init(plaintext: [UInt8], header: FragmentHeader, after end: CallTime) throws(FormatError)
  {
    var reader = ByteReader(plaintext)
    do throws(ByteError) {
      var inner = ByteReader(try reader.block(limit: FormatLimits.manifestBytes))
      (manifest, gaps) = try FragmentManifest.read(from: &inner)
      try inner.finish()
      media = try reader.block(limit: FormatLimits.plaintextBytes)
    } catch {
      throw FormatError(.manifest, error.formatError.what)
    }
    let used = plaintext.count - reader.remaining
    guard plaintext.count == Padme.length(used) else {
      throw FormatError(.padding, "the padding has another length than the rule gives")
    }
    guard plaintext[used...].allSatisfy({ $0 == 0 }) else {
      throw FormatError(.padding, "the padding is not all zeros")
    }
    span = header.span
    startsSegment = header.position == .starts
    longestObservation = Int64(header.longestObservation)
    guard GapTiling.clear(gaps) == header.gaps else {
      throw FormatError(.manifest, "the exact gaps are not those of the header")
    }
    try checkManifest(after: end)
  }

  /// The rules for who seals: everything that a reader would refuse is refused here first.
  package func check(after end: CallTime) throws(FormatError) {
    guard span.start.isWithinLimits, span.end.isWithinLimits,
      gaps.allSatisfy({ $0.span.start.isWithinLimits && $0.span.end.isWithinLimits })
    else { throw FormatError(.limits, "a time is outside the call's first day") }
    guard (0...FormatLimits.observationMilliseconds).contains(longestObservation) else {
      throw FormatError(
        .limits, "\(longestObservation) ms without an observation are a gap, not film")
    }
    guard
      [gaps.count, manifest.events.count, manifest.hidden.count, manifest.masked.count]
        .allSatisfy({ $0 <= FormatLimits.manifestEntries })
    else { throw FormatError(.limits, "more gaps, events or spans than a fragment may hold") }
    guard media.count <= FormatLimits.plaintextBytes - FormatLimits.manifestBytes else {
      throw FormatError(.limits, "\(media.count) bytes of film are too many for one fragment")
    }
    try checkManifest(after: end)
  }

  private func checkManifest(after end: CallTime) throws(FormatError) {
    let times = [end] + manifest.events.map(\.time) + [span.end]
    guard zip(times, times.dropFirst()).allSatisfy({ $0 <= $1 }) else {
      throw FormatError(.manifest, "an event is out of order or outside the fragment")
    }
    let spans = manifest.hidden.map(\.span) + manifest.masked.map(\.span)
    guard spans.allSatisfy({ span.start <= $0.start && $0.start < $0.end && $0.end <= span.end })
    else { throw FormatError(.manifest, "a hidden or masked span is outside the fragment") }
    guard
      (Int64(manifest.ticks) + 1) * FormatLimits.observationMilliseconds >= span.milliseconds
    else { throw FormatError(.manifest, "fewer observations than the longest interval allows") }
  }
}
