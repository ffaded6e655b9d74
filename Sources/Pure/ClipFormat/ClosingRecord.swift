internal import ByteCoding
package import Timeline

/// The last record of a clip: how it ended and how much there is.
package struct ClosingRecord: Equatable, Sendable {
  package var clip: ClipIdentifier
  /// BLAKE2b-256 of the opening object, 32 bytes.
  package var openingHash: [UInt8]
  package var reason: ClosingReason
  package var end: CallTime
  package var segments: UInt32
  package var fragments: UInt32
  /// Hash of the last fragment, of the opening object where there is none; 32 bytes.
  package var lastHash: [UInt8]
  package var filmedMilliseconds: UInt32
  /// From the last fragment to the end; they leave no hole.
  package var gaps: [ClearGap]
  /// The sealed ``ClosingDetail``; empty where the clip key was not at hand.
  package var detailBox: [UInt8]
  /// Ed25519 by the clip's key over ``signedBytes``, 64 bytes.
  package var signature: [UInt8]

  package init(
    clip: ClipIdentifier, openingHash: [UInt8], reason: ClosingReason, end: CallTime,
    segments: UInt32, fragments: UInt32, lastHash: [UInt8], filmedMilliseconds: UInt32,
    gaps: [ClearGap]
  ) {
    self.clip = clip
    self.openingHash = openingHash
    self.reason = reason
    self.end = end
    self.segments = segments
    self.fragments = fragments
    self.lastHash = lastHash
    self.filmedMilliseconds = filmedMilliseconds
    self.gaps = gaps
    detailBox = []
    signature = []
  }

  /// Everything before the sealed detail: its associated data.
  package var clearBytes: [UInt8] {
    var writer = ByteWriter()
    writer.raw(ObjectKind.closing.prefix)
    writer.raw(clip.bytes + openingHash)
    writer.integer(reason.rawValue)
    writer.time(end)
    writer.integer(segments)
    writer.integer(fragments)
    writer.raw(lastHash)
    writer.integer(filmedMilliseconds)
    writer.clearGaps(gaps)
    return writer.bytes
  }

  package var signedBytes: [UInt8] {
    var writer = ByteWriter()
    writer.raw(clearBytes)
    writer.block(detailBox)
    return writer.bytes
  }

  package var bytes: [UInt8] { signedBytes + signature }

  /// Reads the encoding only.
  package init(parsing bytes: [UInt8]) throws(FormatError) {
    guard bytes.count <= FormatLimits.recordBytes else {
      throw FormatError(.limits, "the object is longer than \(FormatLimits.recordBytes) bytes")
    }
    var reader = ByteReader(bytes)
    try ObjectKind.closing.take(from: &reader)
    do throws(ByteError) {
      clip = try reader.clip()
      openingHash = try reader.raw(32)
      reason = try reader.code()
      end = try reader.time()
      segments = try reader.integer()
      fragments = try reader.integer()
      lastHash = try reader.raw(32)
      filmedMilliseconds = try reader.integer()
      gaps = try reader.clearGaps()
      detailBox = try reader.block(limit: FormatLimits.recordBytes)
      signature = try reader.raw(64)
      try reader.finish()
    } catch {
      throw error.formatError
    }
  }
}

/// What the closing record says to holders of the clip key.
package struct ClosingDetail: Equatable, Sendable {
  package static let version: UInt8 = 1
  private static let paddedToMultipleOf = 256

  /// The closing record's gaps with their exact reasons.
  package var gaps: [Gap]
  /// After the last fragment, in order.
  package var events: [TimedEvent]

  package init(gaps: [Gap], events: [TimedEvent]) {
    self.gaps = gaps
    self.events = events
  }

  /// The plaintext, with zeros up to a multiple of 256 bytes.
  package var bytes: [UInt8] {
    var writer = ByteWriter()
    writer.integer(Self.version)
    writer.gaps(gaps)
    writer.events(events)
    return writer.bytes.padded(toMultipleOf: Self.paddedToMultipleOf)
  }

  package init(parsing bytes: [UInt8]) throws(FormatError) {
    var reader = ByteReader(bytes)
    do throws(ByteError) {
      guard try reader.integer(UInt8.self) == Self.version else { throw .malformed }
      gaps = try reader.gaps()
      events = try reader.events()
      try reader.zeros()
    } catch {
      throw FormatError(.manifest, error.formatError.what)
    }
    guard self.bytes == bytes else {
      throw FormatError(.padding, "the padding has another length than the rule gives")
    }
  }

  /// The rules for who closes a clip whose film ends at `last`.
  package func check(from last: CallTime, to end: CallTime) throws(FormatError) {
    guard last.isWithinLimits, end.isWithinLimits, gaps.count <= FormatLimits.gaps,
      events.count <= FormatLimits.manifestEntries
    else {
      throw FormatError(.limits, "the end is outside the call's first day, or too much in it")
    }
    guard GapTiling.tiles(gaps.map(\.span), from: last, to: end) else {
      throw FormatError(
        .continuity,
        "the gaps do not fill the time from \(last.milliseconds) to \(end.milliseconds) ms")
    }
    let times = [last] + events.map(\.time) + [end]
    guard zip(times, times.dropFirst()).allSatisfy({ $0 <= $1 }) else {
      throw FormatError(.manifest, "an event is out of order or after the end")
    }
  }
}
