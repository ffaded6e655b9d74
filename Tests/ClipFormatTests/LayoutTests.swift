import ByteCoding
import ClipFormat
import Testing
import Timeline

/// The sizes and offsets that callreel-clip(5) gives.
@Suite("Layout of records") struct LayoutTests {
  @Test("a fragment header is 138 bytes and 9 for each gap") func header() throws {
    let plain = try Sample.header()
    #expect(plain.bytes.count == 138)
    #expect(plain.associatedData.count == 102)
    let gaps = [ClearGap(span: Sample.span(0, 1_000), kind: .fault)]
    let header = try Sample.header(
      segment: 3, index: 9, span: Sample.span(1_000, 2_500), longestObservation: 66, gaps: gaps)
    #expect(header.bytes.count == 147)
    #expect(Array(header.bytes[48..<56]) == [0, 0, 0, 3, 0, 0, 0, 9])
    #expect(header.bytes[88] == 1)
    #expect(Array(header.bytes[89..<100]) == [0, 0, 3, 232, 0, 0, 9, 196, 0, 66, 1])
    var reader = ByteReader(header.bytes)
    #expect(try FragmentHeader(from: &reader) == header)
    try reader.finish()
  }

  private func opening(recipients: Int) throws -> OpeningObject {
    let day = try #require(CalendarDay("2026-11-21"))
    let location = try #require(
      ClipLocation(campaign: "crm", day: day, clip: Sample.clip()))
    return OpeningObject(
      record: OpeningRecord(
        location: location, signingKey: Sample.hash, policyHash: Sample.hash, expiry: day + 30,
        export: .refused, commitment: Sample.hash, journalHead: Sample.hash, rate: 15,
        minimumSeconds: 5, controller: KeyHash(bytes: Sample.hash),
        recipients: (0..<recipients).map {
          ClipRecipient(
            key: KeyHash(bytes: [UInt8](repeating: UInt8(200 - $0), count: 32)),
            kind: .trainer, keyObjectHash: Sample.hash)
        }),
      callBox: [1, 2], controllerBox: [3], signature: [UInt8](repeating: 4, count: 64))
  }

  @Test("an opening object is read back, its recipients sorted") func opening() throws {
    let object = try opening(recipients: 3)
    #expect(object.bytes.count == 10 + 2 + 3 + 190 + 3 * 65 + 4 + 2 + 4 + 1 + 64)
    #expect(Array(object.bytes.prefix(10)) == Array("callreelO".utf8) + [1])
    #expect(try OpeningObject(parsing: object.bytes) == object)
    try object.record.check()
    for length in 0..<object.bytes.count {
      #expect(throws: FormatError.self) {
        try OpeningObject(parsing: Array(object.bytes.prefix(length)))
      }
    }
    #expect(throws: FormatError(.encoding, "bytes follow the record's end")) {
      try OpeningObject(parsing: object.bytes + [0])
    }
    var newer = object.bytes
    newer[9] = 2
    #expect(throws: FormatError(.version, "version 2 is not known")) {
      try OpeningObject(parsing: newer)
    }
  }

  @Test("an opening record beyond a limit is refused") func limits() throws {
    let changes: [(inout OpeningRecord) -> Void] = [
      { $0.rate = 4 }, { $0.rate = 31 }, { $0.expiry = $0.location.day + 184 },
      { $0.expiry = $0.location.day }, { $0.recipients = [] },
      { $0.recipients[0].kind = .controller }, { $0.recipients[0].kind = .workstation },
      { $0.recipients = Array(repeating: $0.recipients[0], count: 65) },
    ]
    for change in changes {
      var record = try opening(recipients: 1).record
      change(&record)
      let error = #expect(throws: FormatError.self) { try record.check() }
      #expect(error?.layer == .limits)
    }
  }

  @Test("a closing record is 109 bytes, its gaps, its sealed part and the signature")
  func closing() throws {
    var record = ClosingRecord(
      clip: try Sample.clip(), openingHash: Sample.openingHash, reason: .displayLost,
      end: CallTime(milliseconds: 9), segments: 1, fragments: 2, lastHash: Sample.hash,
      filmedMilliseconds: 3, gaps: [])
    record.signature = [UInt8](repeating: 4, count: 64)
    #expect(record.bytes.count == 109 + 4 + 64)
    #expect(try ClosingRecord(parsing: record.bytes) == record)
  }

  @Test("sealed records come back and take no other padding") func padded() throws {
    let detail = ClosingDetail(
      gaps: [Gap(span: Sample.span(0, 5), reason: .hold)],
      events: [TimedEvent(time: CallTime(milliseconds: 5), kind: .ended)])
    #expect(detail.bytes.count == 256)
    #expect(try ClosingDetail(parsing: detail.bytes) == detail)
    #expect(throws: FormatError.self) {
      try ClosingDetail(parsing: detail.bytes + [UInt8](repeating: 0, count: 256))
    }
    let controller = ControllerRecord(number: "+33612345678", queue: "claims")
    let clip = try Sample.clip()
    let bytes = controller.bytes(clip: clip, locationHash: Sample.hash)
    #expect(bytes.count == 256)
    #expect(
      try ControllerRecord(parsing: bytes, clip: clip, locationHash: Sample.hash) == controller)
    let error = #expect(throws: FormatError.self) {
      try ControllerRecord(parsing: bytes, clip: clip, locationHash: Sample.openingHash)
    }
    #expect(error?.layer == .binding)
  }
}
