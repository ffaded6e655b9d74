import ByteCoding
import ClipFormat
import Geometry
import ProcessMessages
import Testing
import Timeline

@Suite("Messages between the processes") struct ProcessMessageTests {
  private static let key = PublicKey(
    kind: .trainer, agreement: Array(1...32), signing: Array(33...64))

  private static let film = FilmOrder(
    windows: [
      .init(
        windowClass: "crm*", title: "* - CRM", executable: nil, url: nil, showsDocumentOnly: false,
        needsNoAccessibility: true),
      .init(
        windowClass: "", title: nil, executable: "/usr/bin/é", url: "https://crm.example/*",
        showsDocumentOnly: true,
        needsNoAccessibility: false),
    ], sensitiveRegions: [PixelRegion(x: -5, y: 7, width: 100, height: 1)], rate: 30,
    segmentSeconds: 10, lookbackMilliseconds: 5000,
    sensitiveFields: [.init(.name, "*IBAN*"), .init(.role, "entry")],
    spool: "/s p", workstationKeyFile: "/k")

  private static var identifier: ClipIdentifier {
    guard let clip = ClipIdentifier(bytes: Array(1...16)) else { fatalError("16 bytes") }
    return clip
  }

  private static let clip = ClipOrder(
    clip: identifier, journalHead: Array(32..<64),
    campaign: "c", application: "a", employee: "é", callID: "id", number: nil, queue: "",
    answeredUnixMilliseconds: -1, controllerName: "n", controllerKey: key,
    recipients: [.init(name: "t", key: key)], expires: CalendarDay(number: 20_800),
    mayExport: true, policyHash: Array(0..<32), policyOwner: .user, minimumSeconds: 5)

  @Test("come back as they were sent")
  func roundTrip() throws {
    let moment = BootTime(nanoseconds: .max)
    var recorder: [RecorderCommand] = [
      .prepare(Self.film), .permit(Self.clip, answered: moment), .lease(until: moment),
      .resume(at: BootTime(nanoseconds: -1)),
    ]
    recorder += GapReason.allCases.map { .pause($0, at: moment) }
    recorder += ClosingReason.allCases.map { .close($0, at: moment) }
    try checkAll(recorder)
    let clip = try #require(ClipIdentifier(bytes: Array(0..<16)))
    let location = try #require(
      ClipLocation(campaign: "c", day: CalendarDay(number: 20_779), clip: clip))
    var reports: [RecorderReport] = [.ready, .opened(location), .sealed(milliseconds: 7)]
    reports += DisplayRefusal.allCases.map { .refused($0) }
    reports += ClipOutcome.allCases.map { .closed($0, filmedMilliseconds: 1) }
    try checkAll(reports)
    var displays = DisplayRefusal.allCases.map { DisplayReport(refusal: $0) }
    displays.append(
      DisplayReport(
        refusal: nil, missing: DisplayReport.Extension.allCases, hasCompositor: true,
        hasEmbeddingTray: true))
    try checkAll(displays)
    try checkAll([
      IndicatorCommand.show(.paused, text: "é", always: true),
      .show(.recording, text: "", always: false), .hide, .check(nil),
      .check(
        TrayPlace(
          item: PixelRegion(x: -1, y: 2, width: 22, height: 30),
          panel: PixelRegion(x: 0, y: 0, width: 640, height: 31), process: 4711, asked: moment)),
      .hotKey("Control+Alt+p"), .hotKey(nil), .icon(nil, text: ""), .icon(.held, text: "é"),
    ])
    try checkAll([
      IndicatorReport.seen(.banner, at: moment), .seen(.embeddedIcon, at: moment),
      .seen(.trayItem, at: moment), .iconClicked,
      .notSeen, .displayLost, .hotKeyPressed, .hotKeyRefused,
    ])
    try checkAll(LaunchedProgram.allCases.map { LaunchRequest(program: $0, number: 9) })
    try checkAll([LaunchRequest(.end, program: .programSource, number: 9)])
    try checkAll(
      LaunchedProgram.allCases.map { LaunchReport(number: 9, program: $0, status: -2) })
    try checkAll([
      UploadOrder(spool: "/a", store: "dir:/b"),
      UploadOrder(
        spool: "/a", store: "dir:/b", controller: "callreel-key-a", inbox: "00", inboxFolder: "/c",
        outbox: "/d"),
    ])
  }

  /// Every message as sent, cut at every length, and with a byte too many.
  private func checkAll<Message: ProcessMessage>(_ messages: [Message]) throws {
    for message in messages {
      let bytes = message.bytes
      #expect(try Message(bytes: bytes) == message)
      for length in 0..<bytes.count {
        #expect(throws: ByteError.self) { try Message(bytes: Array(bytes.prefix(length))) }
      }
      #expect(throws: ByteError.trailing) { try Message(bytes: bytes + [0]) }
    }
  }

  @Test("with an unknown verb or value are refused")
  func unknown() {
    for verb in [0, 20, 255] as [UInt8] {
      #expect(throws: ByteError.malformed) { try RecorderCommand(bytes: [verb]) }
      #expect(throws: ByteError.malformed) { try RecorderReport(bytes: [verb]) }
      #expect(throws: ByteError.malformed) { try IndicatorCommand(bytes: [verb]) }
      #expect(throws: ByteError.malformed) { try IndicatorReport(bytes: [verb]) }
      #expect(throws: ByteError.malformed) { try LaunchRequest(bytes: [verb, 0, 0, 0, 1]) }
    }
    #expect(throws: ByteError.malformed) { try RecorderReport(bytes: [2, 0]) }
    #expect(throws: ByteError.malformed) { try IndicatorCommand(bytes: [1, 3, 0, 0]) }
  }

  @Test("No change of one byte crashes a reader")
  func flipped() {
    for message in [
      RecorderCommand.prepare(Self.film), .permit(Self.clip, answered: BootTime(nanoseconds: 0)),
    ] {
      let bytes = message.bytes
      for index in bytes.indices {
        for change in [1, 0x80, 0xFF] as [UInt8] {
          var changed = bytes
          changed[index] ^= change
          if let read = try? RecorderCommand(bytes: changed) { #expect(read != message) }
        }
      }
    }
  }
}
