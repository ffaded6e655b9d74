import ClipFormat
import ClipSealing
import Testing
import Timeline

@Suite("Requests and answers") struct RequestTests {
  private let keys = Keys()

  private func request(
    _ kind: RequestKind = .erase, clip: ClipLocation? = nil, message: String = "s'il vous plaît",
    day: String = "2026-11-25"
  ) throws -> RequestRecord {
    let day = try #require(CalendarDay(day))
    return RequestRecord(
      kind, of: "alice", clip: clip, message: message,
      identifier: [UInt8](repeating: 7, count: RequestRecord.identifierBytes),
      unixMilliseconds: Int64(day.number) * 86_400_000 + 1, maker: keys.workstation.publicKey,
      controller: keys.controller.publicKey.keyHash
    ).signed(by: keys.workstation)
  }

  @Test("come back as they were written", arguments: RequestKind.allCases)
  func roundTrip(kind: RequestKind) throws {
    for clip in [nil, try keys.location()] {
      for message in ["", String(repeating: "é", count: 2048)] {
        let written = try request(kind, clip: clip, message: message)
        let object = try #require(written.object(for: keys.controller.publicKey))
        #expect(
          try RequestRecord(
            opening: object, identifier: written.identifier, with: keys.controller) == written)
      }
    }
    for verdict in RequestVerdict.allCases {
      let answer = AnswerRecord.make(
        verdict, to: try request().identifier, message: "fait", unixMilliseconds: 5,
        by: keys.controller)
      let copy = try #require(answer.object)
      #expect(
        try AnswerRecord(opening: copy, to: answer.request, with: keys.controller) == answer)
      let note = try #require(InboxNote.answer(answer).object(for: keys.workstation.publicKey))
      #expect(try InboxNote(opening: note, with: keys.workstation) == .answer(answer))
    }
  }

  @Test("refuse every changed byte, another key and another place") func changed() throws {
    let written = try request(clip: keys.location())
    let answer = AnswerRecord.make(
      .done, to: written.identifier, message: "fait", unixMilliseconds: 5, by: keys.controller)
    for (index, byte) in written.bytes.enumerated() {
      var bytes = written.bytes
      bytes[index] = byte ^ 1
      #expect(throws: FormatError.self, "byte \(index)") { try RequestRecord(verifying: bytes) }
    }
    for (index, byte) in answer.bytes.enumerated() {
      var bytes = answer.bytes
      bytes[index] = byte ^ 1
      #expect(throws: FormatError.self, "byte \(index)") { try AnswerRecord(verifying: bytes) }
    }
    let object = try #require(written.object(for: keys.controller.publicKey))
    #expect(throws: FormatError.self) {
      try RequestRecord(
        opening: object, identifier: [UInt8](repeating: 8, count: 16), with: keys.controller)
    }
    #expect(throws: FormatError.self) {
      try RequestRecord(
        opening: object, identifier: written.identifier, with: .generate(kind: .controller))
    }
  }

  @Test(
    "are to be answered within a month",
    arguments: [
      ("2026-11-25", "2026-12-25"), ("2026-01-31", "2026-02-28"), ("2028-01-31", "2028-02-29"),
      ("2026-12-31", "2027-01-31"), ("2026-08-31", "2026-09-30"),
    ])
  func due(day: String, due: String) throws {
    #expect(try request(day: day).due.text == due)
  }
}
