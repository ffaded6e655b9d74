import ByteCoding
import ClipFormat
import ClipSealing
import Testing
import Timeline

@Suite("Passing a clip key on") struct RewrapTests {
  private let keys = Keys()

  private func order(
    _ location: ClipLocation, for recipient: PublicKey? = nil, day: Int = 1,
    by controller: borrowing PrivateKey
  ) -> RewrapOrder {
    .make(
      clip: location, recipient: recipient ?? keys.newcomer.publicKey, day: location.day + day,
      by: controller)
  }

  @Test("a trainer adds one whom the controller named, who then opens all of it") func trainer()
    throws
  {
    var clip = try closedClip(keys, at: keys.location())
    #expect(throws: ClipFault.self) { try clip.open(with: keys.newcomer) }
    try clip.add(keys.newcomer.publicKey, keys: keys)
    #expect(clip.rewraps.values.map(\.count) == [422])
    #expect(try clip.verify().addedKeys == [keys.newcomer.publicKey.fingerprint])
    let opener = try ClipOpener(
      key: keys.newcomer, keyObject: clip.keys[keys.newcomer.publicKey.fingerprint] ?? [],
      rewrap: clip.rewraps[keys.newcomer.publicKey.fingerprint], opening: clip.opening,
      location: clip.location)
    #expect(try opener.open(segment: 0, bytes: clip.segments[0]).count == 2)
    // One who was added cannot add others.
    let next = order(
      clip.location, for: PrivateKey.generate(kind: .trainer).publicKey, by: keys.controller)
    do throws(FormatError) {
      _ = try opener.rewrap(order: next, by: keys.newcomer)
      Issue.record("one who was added has added another")
    } catch {
      #expect(error.layer == .order)
    }
    clip.rewraps = [:]
    let fault = #expect(throws: ClipFault.self) { try clip.verify() }
    #expect(fault?.layer == .order)
  }

  @Test("the recovery pair adds one together", arguments: [false, true])
  func pair(turned: Bool) throws {
    var clip = try closedClip(keys, at: keys.location())
    let pair = try #require(
      RecoveryPair(keys.recovery.publicKey, keys.otherRecovery.publicKey))
    let opener = try ClipOpener(
      recovery: keys.recovery, keys.otherRecovery, keyObject: clip.keys[pair.fingerprint] ?? [],
      opening: clip.opening, location: clip.location)
    let order = order(clip.location, by: keys.controller)
    let made =
      turned
      ? try opener.rewrap(order: order, by: keys.otherRecovery, and: keys.recovery)
      : try opener.rewrap(order: order, by: keys.recovery, and: keys.otherRecovery)
    #expect(made.rewrapObject.count == 552)
    clip.keys[keys.newcomer.publicKey.fingerprint] = made.keyObject
    clip.rewraps[keys.newcomer.publicKey.fingerprint] = made.rewrapObject
    #expect(try clip.verify().addedKeys == [keys.newcomer.publicKey.fingerprint])
    do throws(FormatError) {
      _ = try opener.rewrap(order: order, by: keys.recovery)
      Issue.record("one recovery holder alone has added somebody")
    } catch {
      #expect(error.layer == .order)
    }
  }

  @Test("an order that does not hold is not carried out") func refused() throws {
    let clip = try closedClip(keys, at: keys.location())
    let opener = try clip.opener(keys.trainer)
    func layer(_ order: RewrapOrder) -> FaultLayer? {
      do throws(FormatError) {
        _ = try opener.rewrap(order: order, by: keys.trainer)
        return nil
      } catch {
        return error.layer
      }
    }
    var changed = order(clip.location, by: keys.controller)
    #expect(layer(changed) == nil)
    changed.signature[0] ^= 1
    #expect(layer(changed) == .signature)
    #expect(layer(order(try keys.location(), by: keys.controller)) == .binding)
    let stranger = PrivateKey.generate(kind: .controller)
    #expect(layer(order(clip.location, by: stranger)) == .order)
    #expect(
      layer(order(clip.location, for: keys.trainer.publicKey, by: keys.controller)) == .order)
    for (day, taken) in [(-2, false), (-1, true), (29, true), (30, false)] {
      #expect(
        layer(order(clip.location, day: day, by: keys.controller)) == (taken ? nil : .order))
    }
    let point = PublicKey(
      kind: .trainer, agreement: [UInt8](repeating: 0, count: 32),
      signing: keys.newcomer.publicKey.signing)
    #expect(layer(order(clip.location, for: point, by: keys.controller)) == .order)
  }

  @Test("an order is a text file, and every changed character is found") func file() throws {
    let order = order(try keys.location(), by: keys.controller)
    let file = order.file(comments: ["for Jeanne Martin", "clip …"])
    #expect(try RewrapOrder(file: file) == order)
    #expect(order.isSigned && order.bytes.count == 249)
    let start = (file.dropLast().lastIndex(of: 10) ?? 0) + 1
    for index in start..<file.count - 1 {
      var changed = file
      changed[index] = changed[index] == UInt8(ascii: "a") ? UInt8(ascii: "b") : UInt8(ascii: "a")
      let error = #expect(throws: FormatError.self) { try RewrapOrder(file: changed) }
      #expect(error?.layer == .encoding)
    }
    for other in [
      [], Array("# nothing".utf8), file + file, [0xFF], file + [UInt8](repeating: 35, count: 4_096),
    ] {
      #expect(throws: FormatError.self) { try RewrapOrder(file: other) }
    }
    var newer = order.bytes
    newer[0] = 2
    let error = #expect(throws: FormatError.self) {
      try RewrapOrder(file: Array(RecordText.line(RewrapOrder.word, newer).utf8))
    }
    #expect(error?.layer == .version)
    #expect(throws: FormatError.self) {
      try RewrapOrder(file: Array(RecordText.line(RewrapOrder.word, order.bytes + [0]).utf8))
    }
  }
}

extension StoredClip {
  /// Adds a recipient by the trainer on the controller's order.
  mutating func add(_ recipient: PublicKey, keys: Keys) throws {
    let order = RewrapOrder.make(
      clip: location, recipient: recipient, day: location.day, by: keys.controller)
    let made = try opener(keys.trainer).rewrap(order: order, by: keys.trainer)
    self.keys[recipient.fingerprint] = made.keyObject
    rewraps[recipient.fingerprint] = made.rewrapObject
  }
}
