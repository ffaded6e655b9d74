package import ByteCoding
package import Timeline

/// Whether a fragment begins a segment; one that does plays by itself.
package enum SegmentPosition: UInt8, Sendable {
  case continues = 0
  case starts = 1
}

/// The clear, signed part of one fragment.
package struct FragmentHeader: Equatable, Sendable {
  package var clip: ClipIdentifier
  /// BLAKE2b-256 of the opening object, 32 bytes.
  package var openingHash: [UInt8]
  package var segment: UInt32
  /// Counts over the whole clip, from 0.
  package var index: UInt32
  /// Hash of the fragment before, of the opening object for the first; 32 bytes.
  package var previousHash: [UInt8]
  package var position: SegmentPosition
  package var span: CallSpan
  /// The longest time from one observation to the next, in milliseconds.
  package var longestObservation: UInt16
  package var purpose: ClipPurpose
  /// Between the fragment before and this one; they leave no hole.
  package var gaps: [ClearGap]
  /// Bytes of the message, stream header not counted.
  package var ciphertextLength: UInt32
  /// BLAKE2b-256 of stream header, if any, and message; 32 bytes.
  package var ciphertextHash: [UInt8]

  package init(
    clip: ClipIdentifier, openingHash: [UInt8], segment: UInt32, index: UInt32,
    previousHash: [UInt8], position: SegmentPosition, span: CallSpan, longestObservation: UInt16,
    gaps: [ClearGap], ciphertextLength: UInt32 = 0, ciphertextHash: [UInt8] = []
  ) {
    self.clip = clip
    self.openingHash = openingHash
    self.segment = segment
    self.index = index
    self.previousHash = previousHash
    self.position = position
    self.span = span
    self.longestObservation = longestObservation
    purpose = .training
    self.gaps = gaps
    self.ciphertextLength = ciphertextLength
    self.ciphertextHash = ciphertextHash
  }

  /// All fields before the ciphertext's length: the message's associated data.
  package var associatedData: [UInt8] {
    var writer = ByteWriter()
    writer.raw(clip.bytes + openingHash)
    writer.integer(segment)
    writer.integer(index)
    writer.raw(previousHash)
    writer.integer(position.rawValue)
    writer.span(span)
    writer.integer(longestObservation)
    writer.integer(purpose.rawValue)
    writer.clearGaps(gaps)
    return writer.bytes
  }

  package var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.raw(associatedData)
    writer.integer(ciphertextLength)
    writer.raw(ciphertextHash)
    return writer.bytes
  }

  package init(from reader: inout ByteReader) throws(ByteError) {
    clip = try reader.clip()
    openingHash = try reader.raw(32)
    segment = try reader.integer()
    index = try reader.integer()
    previousHash = try reader.raw(32)
    position = try reader.code()
    span = try reader.span()
    longestObservation = try reader.integer()
    purpose = try reader.code()
    gaps = try reader.clearGaps()
    ciphertextLength = try reader.integer()
    ciphertextHash = try reader.raw(32)
  }

  /// The rules that hold between fields and with the end of the film before.
  package func check(after end: CallTime) throws(FormatError) {
    guard (1...FormatLimits.fragmentMilliseconds).contains(span.milliseconds) else {
      throw FormatError(.limits, "a fragment of \(span.milliseconds) ms is not 1 to 10000 ms")
    }
    guard longestObservation <= FormatLimits.observationMilliseconds else {
      throw FormatError(
        .limits, "\(longestObservation) ms without an observation are a gap, not film")
    }
    guard GapTiling.tiles(gaps.map(\.span), from: end, to: span.start) else {
      throw FormatError(
        .continuity,
        "the gaps do not fill the time from \(end.milliseconds) to \(span.start.milliseconds) ms")
    }
  }
}
