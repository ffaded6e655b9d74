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
  /// Whose clips and tombstones are believed; nil where nobody is known.
  package let controller: PublicKey?

  /// Without `controller`, the signer of the list is the one that is known.
  package init(
    store: any ClipStore, today: CalendarDay, workstations: WorkstationList? = nil,
    controller: PublicKey? = nil
  ) {
    self.store = store
    self.today = today
    self.workstations = workstations
    self.controller = controller ?? workstations?.controller
  }

  /// Opens the store that an address such as `dir:/srv/callreel` names.
  package init(
    address: String, today: CalendarDay, workstations: WorkstationList? = nil,
    controller: PublicKey? = nil
  ) throws(PlayerError) {
    try self.init(
      settings: StoreSettings(address), today: today, workstations: workstations,
      controller: controller)
  }

  package init(
    settings: StoreSettings, today: CalendarDay, workstations: WorkstationList? = nil,
    controller: PublicKey? = nil
  ) throws(PlayerError) {
    do throws(StoreError) {
      self.init(
        store: try openStore(settings), today: today, workstations: workstations,
        controller: controller)
    } catch {
      throw .store(error)
    }
  }

  /// All clips, sorted by campaign and day; `unread` is told of each folder that cannot be read.
  package func clips(
    unread: (String, PlayerError) -> Void = { _, _ in }
  ) throws(PlayerError) -> [ClipLocation] {
    do throws(StoreError) {
      return try store.clips { unread($0, .store($1)) }
    } catch {
      throw .store(error)
    }
  }

  /// The one clip whose identifier is, or begins with, `prefix`.
  package func find(_ prefix: String) throws(PlayerError) -> ClipLocation {
    var unread: PlayerError?
    let clips = try clips { unread = $1 }
    let found = clips.filter { !prefix.isEmpty && $0.clip.text.hasPrefix(prefix) }
    guard let first = found.first else { throw unread ?? .noSuchClip }
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
    _ clip: ClipLocation, key: borrowing ReaderKey, witness: AccessLog,
    progress: ClipProgress = { _, _ in }
  ) throws(PlayerError) -> OpenedClip {
    let opener = try unlock(ofAnyone: clip, key: key, witness: witness)
    return try OpenedClip(checking: opener, by: key, on: self, keys: .required, progress)
  }

  /// Opens a clip of this trainee after checking all of it.
  ///
  /// Whether it has expired is looked at before anything is opened, and whose it is before any
  /// film is read (F12, F9).
  package func open(
    _ clip: ClipLocation, of trainee: String, key: borrowing ReaderKey,
    witness: AccessLog, progress: ClipProgress = { _, _ in }
  ) throws(PlayerError) -> OpenedClip {
    let opener = try unlock(clip, of: trainee, key: key, witness: witness)
    return try OpenedClip(checking: opener, by: key, on: self, keys: .optional, progress)
  }

  /// The verified opening record of a clip that has not expired, and its bytes.
  func opening(of clip: ClipLocation) throws(PlayerError) -> (OpeningRecord, [UInt8]) {
    let bytes = try object(.opening, of: clip)
    do throws(ClipFault) {
      var verifier = ClipVerifier(location: clip, today: today)
      try verifier.accept(opening: bytes)
    } catch {
      throw .fault(error)
    }
    return (try recordOnly(bytes), bytes)
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

  /// The objects of a clip; whatever else lies there is a fault.
  func names(of clip: ClipLocation) throws(PlayerError) -> [ObjectName] {
    let stored: [StoredName]
    do throws(StoreError) { stored = try store.names(of: clip) } catch { throw .store(error) }
    guard !stored.isEmpty else {
      throw .fault(ClipFault(.missing, .opening, "the object is missing"))
    }
    var names: [ObjectName] = []
    for entry in stored {
      guard let name = ObjectName(entry.text) else {
        throw .fault(ClipFault(.name, at: .name(entry.text), "no object of a clip has this name"))
      }
      guard entry.isFile else { throw .fault(Self.notAFile(name)) }
      names.append(name)
    }
    return names
  }

  /// At most one byte more than an object of this name may have.
  ///
  /// An object that is missing is a fault of the clip, any other failure one of the store.
  func object(_ name: ObjectName, of clip: ClipLocation) throws(PlayerError) -> [UInt8] {
    do throws(StoreError) {
      return try store.get(name, of: clip, atMost: name.longest + 1)
    } catch .missing {
      throw .fault(ClipFault(.missing, name, "the object is missing"))
    } catch .notAFile {
      throw .fault(Self.notAFile(name))
    } catch {
      throw .object(name, error)
    }
  }

  private static func notAFile(_ name: ObjectName) -> ClipFault {
    ClipFault(.name, name, "it is a folder, a link or a special file")
  }
}
