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
  /// The controller's list; where there is one, only its workstations are believed.
  let workstations: WorkstationList?

  package init(store: any ClipStore, today: CalendarDay, workstations: WorkstationList? = nil) {
    self.store = store
    self.today = today
    self.workstations = workstations
  }

  /// Opens the store that an address such as `dir:/srv/callreel` names.
  package init(
    address: String, today: CalendarDay, workstations: WorkstationList? = nil
  ) throws(PlayerError) {
    do throws(StoreError) {
      self.init(store: try openStore(address), today: today, workstations: workstations)
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

  /// What can be proved of a clip without a key; `object` is told of the objects and their bytes.
  package func verify(
    _ clip: ClipLocation, object: (ObjectName, Int) -> Void = { _, _ in },
    progress: ClipProgress = { _, _ in }
  ) throws(PlayerError) -> ClipVerdict {
    try pass(
      over: clip, keys: .required, progress: progress,
      check: { verifier, number, bytes throws(ClipFault) in
        try verifier.accept(segment: number, bytes: bytes)
      },
      visit: { name, bytes throws(PlayerError) in object(name, bytes.count) })
  }

  /// What can be proved of a clip with a key: what ``verify(_:object:progress:)`` proves, and each
  /// seal.
  ///
  /// It knows no trainee, so what it returns is to be shown only as far as it says nothing of the
  /// call's people.
  package func inspect(
    _ clip: ClipLocation, key: borrowing ReaderKey, progress: ClipProgress = { _, _ in }
  ) throws(PlayerError) -> OpenedClip {
    let opener = try lock(clip, key: key)
    try refuseExpired(opener.record)
    return try OpenedClip(checking: opener, on: self, keys: .required, progress)
  }

  /// Opens a clip of this trainee after checking all of it.
  ///
  /// Whose it is and whether it has expired is looked at before any film is read (F9, F12).
  package func open(
    _ clip: ClipLocation, of trainee: String, key: borrowing ReaderKey,
    progress: ClipProgress = { _, _ in }
  ) throws(PlayerError) -> OpenedClip {
    let lock = try unlock(clip, of: trainee, key: key)
    return try OpenedClip(checking: lock, on: self, keys: .optional, progress)
  }

  /// Opens only the first record of a clip of this trainee.
  func unlock(
    _ clip: ClipLocation, of trainee: String, key: borrowing ReaderKey
  ) throws(PlayerError) -> ClipOpener {
    let opener = try lock(clip, key: key)
    guard opener.callRecord.employee == trainee else { throw .anotherTrainee }
    try refuseExpired(opener.record)
    return opener
  }

  private func refuseExpired(_ record: OpeningRecord) throws(PlayerError) {
    guard today < record.expiry else { throw .expired(record.expiry) }
  }

  /// Opens only the first record of a clip of whomever; holds it against the controller's list.
  func lock(
    _ clip: ClipLocation, key: borrowing ReaderKey
  ) throws(PlayerError) -> ClipOpener {
    let names = try names(of: clip)
    if names.contains(.erased) { try refuseErased(clip) }
    let name = ObjectName.key(fingerprint: key.fingerprint)
    let opening = try object(.opening, of: clip)
    let record = try recordOnly(opening)
    let isListed = record.recipients.contains { $0.fingerprint == key.fingerprint }
    guard names.contains(name) else { throw isListed ? .keyObjectAbsent : .anotherKey }
    let order = ObjectName.rewrap(fingerprint: key.fingerprint)
    let rewrap =
      isListed || !names.contains(order) ? nil : try object(order, of: clip)
    let keyObject = try object(name, of: clip)
    do throws(ClipFault) {
      let opener = try key.opener(
        keyObject: keyObject, rewrap: rewrap, opening: opening, location: clip)
      try check(opener)
      return opener
    } catch {
      throw .fault(error)
    }
  }

  private func check(_ opener: borrowing ClipOpener) throws(ClipFault) {
    guard let workstations else { return }
    do throws(FormatError) {
      try opener.check(against: workstations)
    } catch {
      throw error.fault(in: .opening)
    }
  }

  /// Throws what stands in the place of an erased clip, or what is wrong with it.
  func refuseErased(_ clip: ClipLocation) throws(PlayerError) {
    _ = try Self.report(try verify(clip))
  }

  /// The encoding of an opening object is all that is checked.
  func recordOnly(_ opening: [UInt8]) throws(PlayerError) -> OpeningRecord {
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
