import ClipFormat
import ClipSealing
import Testing
import Timeline

@Suite("Access records") struct AccessRecordTests {
  private let keys = Keys()

  private func act(
    _ use: AccessUse = .open, _ outcome: AccessOutcome = .begun, trainee: String? = "alice",
    clip: ClipLocation? = nil
  ) -> AccessRecord.Act {
    AccessRecord.Act(
      use, outcome, of: clip, trainee: trainee, unixMilliseconds: 1_795_608_000_123,
      request: use == .exportForRequest ? [UInt8](repeating: 7, count: 16) : nil)
  }

  private func record(_ act: AccessRecord.Act) -> AccessRecord {
    .make(
      act, at: .first(on: CalendarDay(number: 20_782)),
      to: keys.controller.publicKey.keyHash, by: keys.trainer)
  }

  @Test("come back as they were written, each use and outcome", arguments: AccessUse.allCases)
  func roundTrip(use: AccessUse) throws {
    for outcome in AccessOutcome.allCases {
      for clip in [nil, try keys.location()] {
        let written = record(act(use, outcome, trainee: clip == nil ? nil : "bø", clip: clip))
        #expect(try AccessRecord(verifying: written.bytes) == written)
        let object = try #require(written.object(for: keys.controller.publicKey))
        #expect(
          try AccessRecord(
            opening: AccessObject(parsing: object.bytes), at: 1,
            of: keys.trainer.publicKey.fingerprint, with: keys.controller) == written)
        #expect(object.bytes.count == 10 + 4 + 48 + 512)
      }
    }
  }

  @Test("of a recovery pair are signed by both") func pair() throws {
    let one = PrivateKey.generate(kind: .recovery)
    let other = PrivateKey.generate(kind: .recovery)
    let hash = keys.controller.publicKey.keyHash
    let link = AccessRecord.Link.first(on: CalendarDay(number: 20_782))
    let pair = AccessRecord.make(act(), at: link, to: hash, by: one, and: other)
    let turned = AccessRecord.make(act(), at: link, to: hash, by: other, and: one)
    #expect(pair == turned)
    let made = try #require(pair)
    #expect(try AccessRecord(verifying: made.bytes).reader == made.reader)
    let none = AccessRecord.make(act(), at: link, to: hash, by: one, and: keys.trainer)
    #expect(none == nil)
    var half = made
    half.signatures.swapAt(0, 1)
    #expect(throws: FormatError.self) { try AccessRecord(verifying: half.bytes) }
  }

  @Test("refuse every changed byte of what is signed") func changedBytes() throws {
    let bytes = record(act(clip: try keys.location())).bytes
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1
      #expect(throws: FormatError.self, "byte \(index)") {
        try AccessRecord(verifying: changed)
      }
    }
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: FormatError.self) {
        try AccessRecord(verifying: Array(bytes.prefix(count)))
      }
    }
  }

  @Test("open at their place, with their controller's key, and nowhere else") func place() throws {
    let object = try #require(record(act()).object(for: keys.controller.publicKey))
    let reader = keys.trainer.publicKey.fingerprint
    func layer(
      _ object: AccessObject, at number: UInt64, of reader: String, _ key: borrowing PrivateKey
    ) -> FaultLayer? {
      do throws(FormatError) {
        _ = try AccessRecord(opening: object, at: number, of: reader, with: key)
        return nil
      } catch {
        return error.layer
      }
    }
    #expect(layer(object, at: 1, of: reader, keys.controller) == nil)
    #expect(layer(object, at: 2, of: reader, keys.controller) == .binding)
    #expect(layer(object, at: 1, of: "0123456789abcdef", keys.controller) == .binding)
    #expect(layer(object, at: 1, of: reader, .generate(kind: .controller)) == .decryption)
    let later = AccessObject(day: object.day + 1, box: object.box)
    #expect(layer(later, at: 1, of: reader, keys.controller) == .binding)
  }

  @Test("reach an inbox that its workstation's key alone opens") func note() throws {
    let note = InboxNote.access(record(act()))
    let object = try #require(note.object(for: keys.workstation.publicKey))
    #expect(try InboxNote(opening: object, with: keys.workstation) == note)
    #expect(throws: FormatError.self) {
      try InboxNote(opening: object, with: PrivateKey.generate(kind: .workstation))
    }
    for index in object.indices {
      var changed = object
      changed[index] ^= 1
      #expect(throws: FormatError.self) {
        try InboxNote(opening: changed, with: keys.workstation)
      }
    }
  }
}
