package import ClipFormat
package import ClipSealing
internal import ClipStore
internal import Timeline

/// What came of passing a clip key on.
package enum RewrapOutcome: Equatable, Sendable {
  case done
  /// It had been done before.
  case alreadyThere
}

extension ClipShelf {
  /// The controller's order that a clip may be opened by one more.
  ///
  /// Traps unless the key is a controller's and the recipient a trainer or an employee.
  package func order(
    _ clip: ClipLocation, for recipient: PublicKey, by controller: borrowing PrivateKey
  ) throws(PlayerError) -> RewrapOrder {
    let record = try record(of: clip)
    let order = RewrapOrder.make(clip: clip, recipient: recipient, day: today, by: controller)
    do throws(FormatError) { try order.check(against: record) } catch { throw .order(error) }
    return order
  }

  /// Passes the clip's key on as the controller ordered, in the name of a recipient or of the
  /// recovery pair.
  ///
  /// Whether the policy knows the new recipient is the caller's to check.
  package func rewrap(
    _ clip: ClipLocation, as order: RewrapOrder, by key: borrowing ReaderKey
  ) throws(PlayerError) -> RewrapOutcome {
    let record = try record(of: clip)
    do throws(FormatError) {
      try order.check(against: record)
      guard order.isSigned else {
        throw FormatError(.signature, "the order is not signed by its controller")
      }
    } catch {
      throw .order(error)
    }
    let added = order.recipient.fingerprint
    let names = try names(of: clip)
    let hasKey = names.contains(.key(fingerprint: added))
    let hasRewrap = names.contains(.rewrap(fingerprint: added))
    if hasKey, hasRewrap {
      _ = try self.record(of: clip, withKeyOf: added)
      return .alreadyThere
    }
    let opener = try unlock(ofAnyone: clip, key: key, witness: AccessLog(.rewrap, of: nil))
    if hasRewrap {
      try finish(clip, for: added, opener)
      return .done
    }
    let made: RewrappedKey
    do throws(FormatError) { made = try key.rewrap(opener, as: order) } catch {
      throw .order(error)
    }
    if hasKey {
      let there = try object(made.keyObjectName, of: clip)
      guard there == made.keyObject else { throw .rewrapUnfinished(made.keyObjectName) }
    }
    do throws(StoreError) {
      try store.put(made.rewrapObjectName, of: clip, made.rewrapObject)
    } catch {
      throw .store(error)
    }
    try put(made.keyObject, for: added, in: clip)
    return .done
  }

  /// Adds the key object that an interrupted rewrap has left out, whoever began it.
  private func finish(
    _ clip: ClipLocation, for added: String, _ opener: borrowing ClipOpener
  ) throws(PlayerError) {
    let name = ObjectName.rewrap(fingerprint: added)
    let rewrap = try object(name, of: clip)
    let key: [UInt8]?
    do throws(FormatError) {
      key = try opener.keyObject(calledForBy: rewrap, fingerprint: added)
    } catch {
      throw .rewrapUnfinished(name)
    }
    guard let key else { throw .rewrapUnfinished(name) }
    try put(key, for: added, in: clip)
  }

  private func put(
    _ keyObject: [UInt8], for added: String, in clip: ClipLocation
  ) throws(PlayerError) {
    do throws(StoreError) {
      try store.put(.key(fingerprint: added), of: clip, keyObject)
    } catch {
      throw .rewrapInterrupted(error)
    }
  }

  /// The verified opening record of a clip that is neither erased nor expired.
  ///
  /// With `fingerprint` also the key that was added under it is verified.
  private func record(
    of clip: ClipLocation, withKeyOf fingerprint: String? = nil
  ) throws(PlayerError) -> OpeningRecord {
    if try names(of: clip).contains(.erased) { try refuseErased(clip) }
    let (record, opening) = try opening(of: clip)
    if let fingerprint {
      let rewrap = try object(.rewrap(fingerprint: fingerprint), of: clip)
      let key = try object(.key(fingerprint: fingerprint), of: clip)
      do throws(ClipFault) {
        var verifier = ClipVerifier(location: clip, today: today)
        try verifier.accept(opening: opening)
        try verifier.accept(rewrap: fingerprint, bytes: rewrap)
        try verifier.accept(key: fingerprint, bytes: key)
      } catch {
        throw .fault(error)
      }
    }
    return record
  }
}
