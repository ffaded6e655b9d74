package import ClipFormat
package import ClipSealing
internal import ClipStore
package import Timeline

extension ClipShelf {
  /// The clips from this day on that were sealed to a key, or to a recovery pair: what is exposed
  /// where the key is lost (N17).
  ///
  /// Whether the key object is still in the store does not count: who has the key may have copied
  /// it. `unread` is told of what could not be read.
  package func clips(
    sealedTo recipient: SealingRecipient, since day: CalendarDay,
    unread: (String, PlayerError) -> Void, progress: ClipProgress = { _, _ in }
  ) throws(PlayerError) -> [ClipLocation] {
    let days = try inStore { () throws(StoreError) in
      try store.days().filter { $0.day >= day }
    }
    var found: [ClipLocation] = []
    for (index, day) in days.enumerated() {
      try progress(index, days.count)
      let clips = try inStore { () throws(StoreError) in try store.clips(on: day, atMost: .max) }
      for clip in clips.sorted(by: { $0.path < $1.path }) {
        do throws(PlayerError) {
          if try isSealed(clip, to: recipient) { found.append(clip) }
        } catch {
          unread(clip.path, error)
        }
      }
    }
    try progress(days.count, days.count)
    return found
  }

  private func isSealed(
    _ clip: ClipLocation, to recipient: SealingRecipient
  ) throws(PlayerError) -> Bool {
    let names = try storedNames(of: clip).compactMap { ObjectName($0) }
    // Of an erased clip there is nothing to open any more.
    guard names.contains(.opening) else { return false }
    let record = try recordOnly(object(.opening, of: clip))
    return record.recipients.contains { $0.key == recipient.keyHash }
      || names.contains(.rewrap(fingerprint: recipient.fingerprint))
  }
}
