package import ClipFormat
internal import ClipSealing
internal import ClipStore
package import Timeline

/// One line of a listing, made of a clip that was checked as a whole.
package struct ListedClip: Equatable, Sendable {
  package let location: ClipLocation
  /// Unix time of `answered` in milliseconds.
  package let startUnixMilliseconds: Int64
  /// The end of the call on its timeline.
  package let end: CallTime
  package let events: [TimedEvent]
  package let statements: [Statement]
}

/// What a listing has for one clip of the trainee.
package enum ListingEntry: Equatable, Sendable {
  case clip(ListedClip)
  /// It cannot be listed; whose it is may not be known.
  case unusable(ClipLocation, PlayerError)
  /// Its days are over; whose it was is not looked at.
  case expired(ClipLocation)
  /// Nothing tells any more whose it was.
  case erased(ClipLocation, Tombstone)
  /// Nothing is known of the clips in this folder.
  case unread(folder: String, PlayerError)
}

extension ClipShelf {
  /// The trainee's clips that this key opens (F9), by campaign and day.
  ///
  /// Nothing tells of other people's clips, nor of those that are sealed to other keys.
  /// With `day` only that day is looked at: what is stored of others costs nothing.
  package func listing(
    of trainee: String, on day: CalendarDay? = nil, key: borrowing ReaderKey,
    progress: ClipProgress = { _, _ in }
  ) throws(PlayerError) -> [ListingEntry] {
    let witness = AccessLog(.list, of: trainee, oneClip: false)
    var entries: [ListingEntry] = []
    let clips =
      if let day {
        try self.clips(on: day)
      } else {
        try clips { entries.append(.unread(folder: $0, $1)) }
      }
    for (index, clip) in clips.enumerated() {
      try progress(index, clips.count)
      do throws(PlayerError) {
        entries.append(.clip(try listed(clip, of: trainee, key: key, witness: witness)))
      } catch {
        switch error {
        case .anotherTrainee, .anotherKey, .keyObjectAbsent: continue
        case .erased(let tombstone): entries.append(.erased(clip, tombstone))
        case .fault(let fault) where fault.layer == .expiry: entries.append(.expired(clip))
        case .fault, .store, .object: entries.append(.unusable(clip, error))
        default: throw error
        }
      }
    }
    try progress(clips.count, clips.count)
    return entries
  }

  private func clips(on day: CalendarDay) throws(PlayerError) -> [ClipLocation] {
    try inStore { () throws(StoreError) in
      var clips: [ClipLocation] = []
      for stored in try store.days() where stored.day == day {
        clips += try store.clips(on: stored, atMost: .max)
      }
      return clips.sorted { $0.path < $1.path }
    }
  }

  /// One clip of the trainee.
  package func listed(
    _ clip: ClipLocation, of trainee: String, key: borrowing ReaderKey,
    witness: AccessLog
  ) throws(PlayerError) -> ListedClip {
    let opened = try open(clip, of: trainee, key: key, witness: witness)
    return ListedClip(
      location: clip, startUnixMilliseconds: opened.call.startUnixMilliseconds,
      end: opened.report.end, events: opened.events, statements: opened.statements)
  }
}
