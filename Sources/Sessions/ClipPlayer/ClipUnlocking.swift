internal import ClipFormat
internal import ClipSealing

extension ClipShelf {
  /// Opens only the first record of a clip of this trainee, or of anybody's where none is named.
  ///
  /// `allowed` may refuse what is in it; that is on record like every refusal.
  func unlock(
    _ clip: ClipLocation, of trainee: String?, key: borrowing ReaderKey,
    witness: any AccessWitness,
    allowed: (borrowing ClipOpener) throws(PlayerError) -> Void = { _ in }
  ) throws(PlayerError) -> ClipOpener {
    let opener = try unlock(ofAnyone: clip, key: key, witness: witness)
    do throws(PlayerError) {
      guard trainee == nil || opener.callRecord.employee == trainee else {
        throw .anotherTrainee
      }
      try allowed(opener)
    } catch {
      witness.refuse(
        clip, controller: opener.record.controller, for: error, key: key, on: self)
      throw error
    }
    return opener
  }

  /// Opens only the first record of a clip of whomever; holds it against the controller's list.
  ///
  /// That it is done, or refused, is on record before the key object is fetched, and in the inbox
  /// of the workstation before anything is handed on (F10).
  func unlock(
    ofAnyone clip: ClipLocation, key: borrowing ReaderKey, witness: any AccessWitness
  ) throws(PlayerError) -> ClipOpener {
    let names = try names(of: clip)
    if names.contains(.erased) { try refuseErased(clip) }
    let controller = try recordOnly(object(.opening, of: clip)).controller
    do throws(PlayerError) {
      let opener = try opener(of: clip, among: names, key: key, witness: witness)
      try witness.tell(opener.workstation, of: opener.callRecord.employee, on: self)
      return opener
    } catch {
      witness.refuse(clip, controller: controller, for: error, key: key, on: self)
      throw error
    }
  }

  private func opener(
    of clip: ClipLocation, among names: [ObjectName], key: borrowing ReaderKey,
    witness: any AccessWitness
  ) throws(PlayerError) -> ClipOpener {
    let name = ObjectName.key(fingerprint: key.fingerprint)
    let (record, opening) = try opening(of: clip)
    let isListed = record.recipients.contains { $0.fingerprint == key.fingerprint }
    guard names.contains(name) else { throw isListed ? .keyObjectAbsent : .anotherKey }
    let order = ObjectName.rewrap(fingerprint: key.fingerprint)
    let rewrap =
      isListed || !names.contains(order) ? nil : try object(order, of: clip)
    let receipt = try witness.begin(
      clip, controller: record.controller, key: key, on: self)
    let keyObject = try object(name, of: clip)
    do throws(ClipFault) {
      let opener = try key.opener(
        receipt, keyObject: keyObject, rewrap: rewrap, opening: opening)
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
      throw error.fault(at: error.layer == .workstation ? .object(.opening) : .workstations)
    }
  }
}
