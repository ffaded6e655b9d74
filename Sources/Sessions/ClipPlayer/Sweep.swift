package import ClipFormat
internal import ClipStore
package import Timeline

/// A clip whose days are over, and why.
package struct SweptClip: Equatable, Sendable {
  package enum Cause: Equatable, Sendable {
    /// The first day on which nobody may open it has come (F12).
    case expired(CalendarDay)
    /// Its keys never came: an objection destroyed them, or its workstation is gone.
    case neverCommitted
    /// No clip may be kept so long, whatever is in it: its tombstone, or what nobody can read.
    case longest
  }

  package let location: ClipLocation
  package let cause: Cause
}

extension ClipShelf {
  /// A clip without keys is given so many days for them: a workstation may be without a network.
  package static let commitDays = 14

  /// The clips whose days are over.
  ///
  /// All clips of a day were made under one policy as a rule, so of each day one clip is asked
  /// before the others are: what it costs grows with the days and with what expires, not with what
  /// is kept. `thorough` asks every clip, and finds those whose keys never came before they expire.
  /// `unread` is told of what could not be read.
  package func expired(
    thorough: Bool, unread: (String, PlayerError) -> Void, progress: ClipProgress
  ) throws(PlayerError) -> [SweptClip] {
    var found: [SweptClip] = []
    let days = try inStore { () throws(StoreError) in
      try store.days().filter { $0.day < today }
    }
    for (index, day) in days.enumerated() {
      try progress(index, days.count)
      do throws(PlayerError) {
        found += try expired(on: day, thorough: thorough, unread)
      } catch {
        unread(day.path, error)
      }
    }
    try progress(days.count, days.count)
    return found
  }

  private func expired(
    on day: StoredDay, thorough: Bool, _ unread: (String, PlayerError) -> Void
  ) throws(PlayerError) -> [SweptClip] {
    let isOver = day.day + FormatLimits.retentionDays <= today
    let mayLackKeys = thorough && day.day + Self.commitDays <= today
    if !thorough, !isOver {
      let first = try inStore { () throws(StoreError) in try store.clips(on: day, atMost: 1) }
      guard let first = first.first, let expiry = try? expiry(of: first), expiry <= today else {
        return []
      }
    }
    var found: [SweptClip] = []
    for clip in try inStore({ () throws(StoreError) in try store.clips(on: day, atMost: .max) }) {
      do throws(PlayerError) {
        if isOver {
          found.append(SweptClip(location: clip, cause: .longest))
        } else if let cause = try cause(of: clip, mayLackKeys: mayLackKeys) {
          found.append(SweptClip(location: clip, cause: cause))
        }
      } catch {
        unread(clip.path, error)
      }
    }
    return found
  }

  private func cause(
    of clip: ClipLocation, mayLackKeys: Bool
  ) throws(PlayerError) -> SweptClip.Cause? {
    if mayLackKeys {
      let names = try storedNames(of: clip).compactMap { ObjectName($0) }
      if names.contains(.erased) { return nil }
      if !names.contains(where: \.isKey) { return .neverCommitted }
    }
    guard let expiry = try expiry(of: clip), expiry <= today else { return nil }
    return .expired(expiry)
  }

  /// Nil where there is no opening object: it was erased, or its upload has just begun.
  private func expiry(of clip: ClipLocation) throws(PlayerError) -> CalendarDay? {
    do throws(PlayerError) {
      return try recordOnly(object(.opening, of: clip)).expiry
    } catch .fault(let fault) where fault.layer == .missing {
      return nil
    }
  }

  /// Destroys clips: first the keys of all, so that nobody can open any, then the rest of each.
  ///
  /// `receipt` is told of each clip that is gone, and how many objects went with it. It may end
  /// anywhere and be done again.
  package func sweep(
    _ clips: [SweptClip], receipt: (SweptClip) -> Void, progress: ClipProgress
  ) throws(PlayerError) {
    for (index, clip) in clips.enumerated() {
      try progress(index, 2 * clips.count)
      let names = try storedNames(of: clip.location).compactMap { ObjectName($0) }
      try inStore { () throws(StoreError) in
        for name in names where name.isKey { try store.remove(name, of: clip.location) }
      }
    }
    for (index, clip) in clips.enumerated() {
      try progress(clips.count + index, 2 * clips.count)
      try inStore { () throws(StoreError) in try store.removeAll(of: clip.location, but: []) }
      receipt(clip)
    }
    try progress(2 * clips.count, 2 * clips.count)
  }
}
