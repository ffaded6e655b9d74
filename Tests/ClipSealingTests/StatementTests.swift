import ClipFormat
import ClipSealing
import Testing
import Timeline

@Suite("Statements beside a clip") struct StatementTests {
  private let keys = Keys()

  /// The clip's opening record, and a statement for its trainer and its recovery pair.
  private func made(
    about place: ClipLocation? = nil, kind: RequestKind = .rectify
  ) throws -> (record: OpeningRecord, asked: RequestRecord, object: StatementObject) {
    let location = try keys.location()
    let sealer = try keys.sealer(location)
    let record = try OpeningObject(parsing: sealer.openingObject).record
    let asked = RequestRecord(
      kind, of: "alice", clip: place ?? location, message: "j'avais raccroché",
      identifier: [UInt8](repeating: 7, count: RequestRecord.identifierBytes),
      unixMilliseconds: 1_795_608_000_000, maker: keys.workstation.publicKey,
      controller: keys.controller.publicKey.keyHash
    ).signed(by: keys.workstation)
    let pair = try SealingRecipient.recoveryPair(
      keys.otherRecovery.publicKey, keys.recovery.publicKey)
    let object = StatementObject.make(
      asked, of: location, for: [.single(keys.trainer.publicKey), pair], day: location.day + 3,
      by: keys.controller)
    return (record, asked, try #require(object))
  }

  private let name = String(repeating: "07", count: 16)

  @Test("come back as they were asked, for all who can open the clip") func roundTrip() throws {
    let (record, asked, object) = try made()
    let read = try StatementObject(verifying: object.bytes, request: name, record: record)
    #expect(read == object && read.readers.count == 2)
    let place = record.location
    #expect(try read.open(with: keys.trainer, of: place) == asked)
    #expect(try read.open(with: keys.recovery, and: keys.otherRecovery, of: place) == asked)
    #expect(try read.open(with: keys.otherRecovery, and: keys.recovery, of: place) == asked)
    #expect(try read.open(with: keys.newcomer, of: place) == nil)
    #expect(try read.open(with: keys.recovery, of: place) == nil)
    #expect(try read.open(with: keys.recovery, and: keys.trainer, of: place) == nil)
  }

  @Test("refuse every changed byte and every shorter object") func changed() throws {
    let (record, _, object) = try made()
    for index in object.bytes.indices {
      var bytes = object.bytes
      bytes[index] ^= 1
      #expect(throws: FormatError.self, "byte \(index)") {
        try StatementObject(verifying: bytes, request: name, record: record)
      }
    }
    for count in stride(from: 0, to: object.bytes.count, by: 5) {
      #expect(throws: FormatError.self) {
        try StatementObject(
          verifying: Array(object.bytes.prefix(count)), request: name, record: record)
      }
    }
  }

  @Test("are of the clip, the request and the controller that they name") func bound() throws {
    let (record, _, object) = try made()
    func layer(_ record: OpeningRecord, _ request: String) -> FaultLayer? {
      do throws(FormatError) {
        _ = try StatementObject(verifying: object.bytes, request: request, record: record)
        return nil
      } catch {
        return error.layer
      }
    }
    #expect(layer(record, String(repeating: "08", count: 16)) == .binding)
    var other = record
    other.controller = keys.trainer.publicKey.keyHash
    #expect(layer(other, name) == .binding)
    let elsewhere = try made().record
    #expect(layer(elsewhere, name) == .binding)
  }

  @Test("hold nothing but a rectification of their clip") func content() throws {
    for (record, _, object) in [
      try made(kind: .erase), try made(about: keys.location()),
    ] {
      let thrown = #expect(throws: FormatError.self) {
        try object.open(with: keys.trainer, of: record.location)
      }
      #expect(thrown?.layer == .binding)
    }
  }
}
