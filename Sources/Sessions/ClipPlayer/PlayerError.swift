package import ClipFormat
package import ClipStore
package import LinuxSystem
package import Timeline

/// Why a clip is not listed, verified, shown or exported.
package enum PlayerError: Error, Equatable, Sendable {
  case store(StoreError)
  /// The store does not give this object.
  case object(ObjectName, StoreError)
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
  /// The clip is another controller's than the key's.
  case anotherController
  /// The call was somebody else's (F9).
  case anotherTrainee
  /// Nothing is left of the clip but the controller's word for it.
  case erased(Tombstone)
  /// The controller's order does not hold for this clip, or cannot be carried out.
  case order(FormatError)
  /// The controller has ordered no export of this clip by this key for that request.
  case unordered
  /// Orders for several requests whose identifiers begin so.
  case ambiguousRequest(count: Int)
  /// Of an earlier rewrap only this object is there, and its other half cannot be made again.
  case rewrapUnfinished(ObjectName)
  /// The order is stored and the key object is not.
  case rewrapInterrupted(StoreError)
  /// The use of a clip's key could not be put on record, so it was not used (F10).
  case accessUnrecorded(StoreError)
  /// Other machines with the same key write records all the time.
  case accessContested
  /// Nobody knows the key of the controller whom the clip names, so nobody could be told.
  case controllerUnknown(fingerprint: String)
  /// One who can open the clip could not read what is said of it, as their key is not known.
  case statementUnreadable(fingerprint: String)
  /// A request or an answer is not genuine, or cannot be sealed.
  case letter(FormatError)
  /// A file in the reader's state directory is not as it was written.
  case stateDamaged(path: String)
  /// The controller has signed a later list of workstations; `path` remembers that.
  case listOutdated(day: CalendarDay, latest: CalendarDay, path: String)
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
