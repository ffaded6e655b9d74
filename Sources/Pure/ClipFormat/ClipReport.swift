package import Timeline

/// Whether and how a clip was closed.
package enum ClosingState: Hashable, Sendable {
  case closed(ClosingReason)
  /// No closing record yet: the clip is being made, or being uploaded.
  case open
}

/// What a verified clip says to somebody without a key.
package struct ClipReport: Equatable, Sendable {
  package var opening: OpeningRecord
  /// Film and gaps from `answered` to the end, without a hole.
  package var timeline: [TimelineEntry]
  package var end: CallTime
  package var closing: ClosingState
  package var filmedMilliseconds: Int64
  /// The longest time from one observation to the next, in milliseconds (F2).
  package var longestObservation: UInt16
  package var segments: UInt32
  package var fragments: UInt32
  /// Bytes of all objects that were verified.
  package var bytes: Int
  /// Fingerprints of recipients whose key object was not shown.
  package var absentKeys: [String]
  /// Fingerprints of key objects that were added after the clip was made.
  package var addedKeys: [String]
  /// On whose orders, and by whom, keys were added; by rising fingerprint of who was added.
  package var rewraps: [RewrapRecord] = []
  /// What lies beside the clip in the words of who asked for it; by the requests' identifiers.
  package var statements: [StatementObject] = []

  package init(
    opening: OpeningRecord, chain: ClipChain, closing: ClosingState, bytes: Int,
    absentKeys: [String], addedKeys: [String]
  ) {
    self.opening = opening
    timeline = chain.timeline
    end = chain.end
    self.closing = closing
    filmedMilliseconds = chain.filmedMilliseconds
    longestObservation = chain.longestObservation
    segments = chain.segments
    fragments = chain.fragments
    self.bytes = bytes
    self.absentKeys = absentKeys
    self.addedKeys = addedKeys
  }

  /// Whether the clip should have been closed by now: its end is lost, or withheld.
  package func isOverdue(on today: CalendarDay) -> Bool {
    closing == .open && today - opening.location.day > FormatLimits.openDays
  }

  /// Whether the screen was observed at the floor of 5 a second, one missed tick allowed (F2).
  package var keepsRateFloor: Bool { longestObservation <= 400 }

  package var gaps: [ClearGap] {
    timeline.compactMap { entry in
      switch entry {
      case .gap(let gap): gap
      case .film: nil
      }
    }
  }
}

/// What a verified clip path holds.
package enum ClipVerdict: Equatable, Sendable {
  case clip(ClipReport)
  /// Nothing but a valid tombstone; who holds the controller's key compares it.
  case erased(Tombstone)
}
