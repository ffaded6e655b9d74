package import ClipFormat
internal import ClipSealing
internal import ClipStore
internal import LinuxSystem
internal import Timeline

/// The access records of one command: written to the store before a key is used (F10).
///
/// A record goes to the end of the reader's chain, sealed to the controller; the store itself keeps
/// the chain's end, and takes no two records of one number. What concerns one clip is one record;
/// what concerns all clips of a trainee is one for each controller. The workstations whose clips
/// are opened get the same record in their inboxes.
package final class AccessLog: AccessWitness {
  private static let attempts = 8

  private let use: AccessUse
  private let trainee: String?
  /// Whether the command is about one clip; attempts at others are not its own.
  private let isOfOneClip: Bool
  private var begun: [Subject: AccessRecord] = [:]
  private var told: Set<PublicKey> = []
  private var workstation: PublicKey?

  /// What one record is of: a clip, or all clips of a controller.
  private struct Subject: Hashable {
    let controller: KeyHash
    let clip: ClipLocation?
  }

  package init(_ use: AccessUse, of trainee: String?, oneClip: Bool = true) {
    self.use = use
    self.trainee = trainee
    isOfOneClip = oneClip
  }

  func begin(
    _ clip: ClipLocation, controller: KeyHash, key: borrowing ReaderKey, on shelf: ClipShelf
  ) throws(PlayerError) -> AccessReceipt {
    let subject = Subject(controller: controller, clip: isOfOneClip ? clip : nil)
    if begun[subject] == nil {
      begun[subject] = try write(.begun, clip, to: controller, by: key, on: shelf)
    }
    return AccessReceipt(of: clip)
  }

  func tell(
    _ workstation: PublicKey, of employee: String, on shelf: ClipShelf
  ) throws(PlayerError) {
    self.workstation = workstation
    guard isOfOneClip || trainee == nil || employee == trainee, !told.contains(workstation)
    else { return }
    for record in begun.values { try shelf.tell(record, to: workstation) }
    told.insert(workstation)
  }

  /// Nothing is opened after this, so a record that the store refuses changes nothing.
  package func refuse(
    _ clip: ClipLocation, controller: KeyHash, for error: PlayerError,
    key: borrowing ReaderKey, on shelf: ClipShelf
  ) {
    guard isOfOneClip, let outcome = AccessOutcome(error),
      let record = try? write(outcome, clip, to: controller, by: key, on: shelf)
    else { return }
    if let workstation { try? shelf.tell(record, to: workstation) }
  }

  private func write(
    _ outcome: AccessOutcome, _ clip: ClipLocation, to controller: KeyHash,
    by key: borrowing ReaderKey, on shelf: ClipShelf
  ) throws(PlayerError) -> AccessRecord {
    let known = try shelf.controllerKey(controller)
    let act = AccessRecord.Act(
      use, outcome, of: isOfOneClip ? clip : nil, trainee: trainee,
      unixMilliseconds: Clock.unixMicroseconds / 1_000)
    for _ in 0..<Self.attempts {
      let link = try shelf.nextLink(
        of: key.fingerprint, for: controller,
        today: CalendarDay(unixMilliseconds: act.unixMilliseconds))
      let record = key.accessRecord(act, at: link, to: controller)
      if try shelf.append(record, for: known) { return record }
    }
    throw .accessContested
  }
}

extension ClipShelf {
  /// The controller whom a clip names: the one that is known, or the one whose key the store has.
  func controllerKey(_ hash: KeyHash) throws(PlayerError) -> PublicKey {
    if let controller {
      guard controller.keyHash == hash else { throw .fault(anotherController) }
      return controller
    }
    let bytes: [UInt8]
    do throws(StoreError) {
      bytes = try store.get(.controller(hash.fingerprint), atMost: FormatLimits.textBytes)
    } catch .missing {
      throw .controllerUnknown(fingerprint: hash.fingerprint)
    } catch {
      throw .accessUnrecorded(error)
    }
    // Whoever put it there: the hash is the one that the clip's signature covers.
    guard let text = String(validating: bytes, as: UTF8.self), let key = try? PublicKey(text: text),
      key.kind == .controller, key.keyHash == hash
    else { throw .controllerUnknown(fingerprint: hash.fingerprint) }
    return key
  }

  /// Where the next record of a reader's chain goes.
  func nextLink(
    of reader: String, for controller: KeyHash, today: CalendarDay
  ) throws(PlayerError) -> AccessRecord.Link {
    let folder = LedgerFolder.access(controller: controller.fingerprint, reader: reader)
    do throws(StoreError) {
      guard let last = try store.names(in: folder).compactMap(LedgerName.number).last else {
        return .first(on: today)
      }
      let name = LedgerName.access(last, controller: controller.fingerprint, reader: reader)
      let bytes = try store.get(name, atMost: FormatLimits.recordBytes)
      return AccessRecord.Link(
        number: last + 1, previous: Digest.blake2b256(bytes),
        previousDay: (try? AccessObject(parsing: bytes))?.day ?? today)
    } catch {
      throw .accessUnrecorded(error)
    }
  }

  /// False where another of the reader's machines was faster.
  func append(
    _ record: AccessRecord, for controller: PublicKey
  ) throws(PlayerError) -> Bool {
    guard let object = record.object(for: controller) else {
      throw .controllerUnknown(fingerprint: record.controller.fingerprint)
    }
    let name = LedgerName.access(
      record.link.number, controller: record.controller.fingerprint, reader: record.reader)
    do throws(StoreError) {
      try store.put(name, object.bytes)
      return true
    } catch .taken {
      return false
    } catch {
      throw .accessUnrecorded(error)
    }
  }

  /// Puts a record into the inbox of a workstation.
  func tell(_ record: AccessRecord, to workstation: PublicKey) throws(PlayerError) {
    guard let note = InboxNote.access(record).object(for: workstation) else {
      throw .fault(ClipFault(.workstation, .opening, "the workstation's key cannot be sealed to"))
    }
    let name = LedgerName.note(
      to: workstation.fingerprint, on: record.day, hash: Digest.blake2b256(note))
    do throws(StoreError) {
      try store.put(name, note)
    } catch {
      throw .accessUnrecorded(error)
    }
  }
}
