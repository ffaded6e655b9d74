internal import ClipFormat
internal import ClipSealing
internal import ClipStore
internal import Timeline

/// How access records go into the store.
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
