package import ClipFormat
package import ClipSealing
package import ClipStore
package import Timeline

/// Told of each object that was read; an error that it throws ends the work.
package typealias ClipProgress = (_ done: Int, _ total: Int) throws(PlayerError) -> Void

/// The clips of one store, as they may be used on one day.
package struct ClipShelf: Sendable {
  let store: any ClipStore
  /// The day against which expiry is held.
  package let today: CalendarDay

  package init(store: any ClipStore, today: CalendarDay) {
    self.store = store
    self.today = today
  }

  /// Opens the store that an address such as `dir:/srv/callreel` names.
  package init(address: String, today: CalendarDay) throws(PlayerError) {
    do throws(StoreError) {
      self.init(store: try openStore(address), today: today)
    } catch {
      throw .store(error)
    }
  }

  /// All clips, sorted by campaign and day.
  package func clips() throws(PlayerError) -> [ClipLocation] {
    do throws(StoreError) { return try store.clips() } catch { throw .store(error) }
  }

  /// The one clip whose identifier is, or begins with, `prefix`.
  package func find(_ prefix: String) throws(PlayerError) -> ClipLocation {
    let found = try clips().filter { !prefix.isEmpty && $0.clip.text.hasPrefix(prefix) }
    guard let first = found.first else { throw .noSuchClip }
    guard found.count == 1 else { throw .ambiguous(count: found.count) }
    return first
  }

  /// What can be proved of a clip without a key.
  package func verify(
    _ clip: ClipLocation, progress: ClipProgress = { _, _ in }
  ) throws(PlayerError) -> ClipReport {
    try pass(
      over: clip, keys: .required, progress: progress, segment: { _, _ in }, closing: { _ in })
  }

  /// What can be proved of a clip with a key: what ``verify(_:progress:)`` proves, and each seal.
  ///
  /// It knows no trainee, so what it returns is to be shown only as far as it says nothing of the
  /// call's people.
  package func inspect(
    _ clip: ClipLocation, key: borrowing PrivateKey, progress: ClipProgress = { _, _ in }
  ) throws(PlayerError) -> OpenedClip {
    try OpenedClip(checking: try lock(clip, key: key), on: self, keys: .required, progress)
  }

  /// Opens a clip of this trainee after checking all of it.
  ///
  /// Whose it is and whether it has expired is looked at before any film is read (F9, F12).
  package func open(
    _ clip: ClipLocation, of trainee: String, key: borrowing PrivateKey,
    progress: ClipProgress = { _, _ in }
  ) throws(PlayerError) -> OpenedClip {
    let lock = try unlock(clip, of: trainee, key: key)
    return try OpenedClip(checking: lock, on: self, keys: .optional, progress)
  }

  /// Opens only the first record of a clip of this trainee.
  func unlock(
    _ clip: ClipLocation, of trainee: String, key: borrowing PrivateKey
  ) throws(PlayerError) -> ClipOpener {
    let opener = try lock(clip, key: key)
    guard opener.callRecord.employee == trainee else { throw .anotherTrainee }
    guard today < opener.record.expiry else { throw .expired(opener.record.expiry) }
    return opener
  }

  private func lock(
    _ clip: ClipLocation, key: borrowing PrivateKey
  ) throws(PlayerError) -> ClipOpener {
    let fingerprint = key.publicKey.fingerprint
    let name = ObjectName.key(fingerprint: fingerprint)
    let opening = try object(.opening, of: clip)
    guard try names(of: clip).contains(name) else {
      let record = try recordOnly(opening, at: clip)
      let isListed = record.recipients.contains { $0.fingerprint == fingerprint }
      throw isListed ? .keyObjectAbsent : .anotherKey
    }
    let keyObject = try object(name, of: clip)
    do throws(ClipFault) {
      return try ClipOpener(key: key, keyObject: keyObject, opening: opening, location: clip)
    } catch {
      throw .fault(error)
    }
  }

  private func recordOnly(
    _ opening: [UInt8], at clip: ClipLocation
  ) throws(PlayerError) -> OpeningRecord {
    do throws(FormatError) {
      return try OpeningObject(parsing: opening).record
    } catch {
      throw .fault(error.fault(in: .opening))
    }
  }

  func names(of clip: ClipLocation) throws(PlayerError) -> [ObjectName] {
    let names: [ObjectName]
    do throws(StoreError) { names = try store.objects(of: clip) } catch { throw .store(error) }
    guard !names.isEmpty else {
      throw .fault(ClipFault(.missing, .opening, "the object is missing"))
    }
    return names
  }

  /// An object that is missing is a fault of the clip, any other failure one of the store.
  func object(_ name: ObjectName, of clip: ClipLocation) throws(PlayerError) -> [UInt8] {
    do throws(StoreError) {
      return try store.get(name, of: clip)
    } catch .missing {
      throw .fault(ClipFault(.missing, name, "the object is missing"))
    } catch {
      throw .store(error)
    }
  }
}
