package import ClipFormat
package import ClipStore
package import LinuxSystem
package import Timeline

/// Why a clip is not listed, verified, shown or exported.
package enum PlayerError: Error, Equatable, Sendable {
  case store(StoreError)
  /// No clip of the store has this identifier, or one that begins so.
  case noSuchClip
  /// Several identifiers begin so.
  case ambiguous(count: Int)
  /// The clip is not whole, not genuine, or does not open.
  case fault(ClipFault)
  /// The key is none of those that the clip was sealed to.
  case anotherKey
  /// The clip was sealed to this key, but its key object is not in the store.
  case keyObjectAbsent
  /// The call was somebody else's (F9).
  case anotherTrainee
  /// The day from which on nobody may open it (F12).
  case expired(CalendarDay)
  /// The policy that the clip was made under allows no export.
  case exportRefused
  /// The clip holds no film.
  case noFilm
  case outputExists
  case output(SystemError)
  /// The program that joins the film is not installed.
  case exporterMissing
  /// What that program said.
  case exporter(String)
  case playerMissing
  /// The player ended with this status.
  case player(status: Int32)
  /// The user ended it.
  case interrupted
  case system(SystemError)
}
