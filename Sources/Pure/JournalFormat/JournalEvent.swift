package import ClipFormat
package import Timeline

/// What the employee's journal tells of recorded calls (N4).
///
/// Of a call that was not recorded, for whatever reason, there is no event and no count (N2, N12).
package enum JournalEvent: Equatable, Sendable {
  /// A call was drawn and is about to be filmed; written before the first picture.
  case recorded(ClipLocation, Choice)
  /// No program can be asked for its password fields: windows that need it are hidden.
  case fieldsUnknown(ClipIdentifier)
  /// The film has ended and is kept until it expires; nil where a crash lost its length.
  case kept(ClipIdentifier, seconds: Int?)
  /// Nothing of it was kept: it was too short (F1), or it never began.
  case nothingKept(ClipIdentifier)
  /// It was destroyed because somebody asked for it; who and why is told nowhere (F11, N12).
  case destroyed(ClipIdentifier)
  /// A crash came at a moment after which nobody can tell whether it was kept.
  case unknown(ClipIdentifier)
  /// The last line was cut by a crash and was put aside.
  case repaired
  /// The journal before this one was changed by another hand, or damaged, and was put aside.
  case replaced

  /// Why a call was drawn, and how long its film is kept.
  package struct Choice: Equatable, Sendable {
    /// Its number among the person's eligible calls of the campaign, from 1 (N3).
    package var draw: UInt64
    /// The part of the eligible calls that is drawn.
    package var share: Double
    /// The first day on which nobody may open the clip any more (F12).
    package var expires: CalendarDay

    package init(draw: UInt64, share: Double, expires: CalendarDay) {
      self.draw = draw
      self.share = share
      self.expires = expires
    }
  }

  /// The clip that is told of.
  package var clip: ClipIdentifier? {
    switch self {
    case .recorded(let location, _): location.clip
    case .fieldsUnknown(let clip), .kept(let clip, _), .nothingKept(let clip),
      .destroyed(let clip), .unknown(let clip):
      clip
    case .repaired, .replaced: nil
    }
  }
}
