import ArgumentParser
import ByteCoding
import ClipFormat
import ClipPlayer
import ClipSealing
import Configuration
import LinuxSystem
import Messages
import Timeline

/// `callreel store access-log`.
struct StoreAccessLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "access-log", abstract: "Show who used the keys of clips, when and for what.",
    discussion: """
      Each reader's records are a chain: one that is missing, changed, moved or exchanged is named, \
      and the exit status is 65. This machine remembers where each chain ended, so that a cut end \
      shows from the second look on.
      """)

  @Argument(help: "Only what concerns this clip.") var clip: String?
  @OptionGroup var store: StoreOption
  @OptionGroup var controller: ControllerOptions
  @Option(help: "Only this reader: their public key, or a file that holds it.")
  var reader: String?
  @Option(help: "The configuration directory whose policy names the readers.")
  var config: String = Configuration.standardDirectory
  @Flag(help: "Print one JSON object a line.") var json = false

  func run() throws {
    try Hardening.begin()
    let shelf = store.shelf()
    let wanted = reader.map {
      PublicKeyArgument.read(
        $0, kinds: KeyKind.allCases.filter(\.opensClips), refusal: "opens no clip")
    }
    let key = controller.privateKey()
    let names = ReaderNames(config: config)
    let reports: [AccessReport]
    do throws(PlayerError) {
      reports = try shelf.accessReports(
        by: key, known: KnownChains(stateDirectory: Account.stateDirectory),
        progress: { Terminal.progress("reading", $0, of: $1) })
    } catch {
      error.fail()
    }
    var faults = 0
    for report in reports where wanted.map({ isOf($0, report) }) ?? true {
      show(report, names)
      faults += report.faults.count
    }
    if reports.isEmpty { Terminal.message("the store has no access record for this controller") }
    guard faults == 0 else {
      Terminal.fail(
        "the records are not all as they were written",
        hint: "callreel journal of the people concerned has copies of theirs", status: .badData)
    }
  }

  private func isOf(_ key: PublicKey, _ report: AccessReport) -> Bool {
    report.reader == key.fingerprint || report.records.contains { $0.readers.contains(key) }
  }

  private func show(_ report: AccessReport, _ names: ReaderNames) {
    let records = report.records.filter { isShown($0.act.clip) }
    if json {
      for record in records { Terminal.result(object(record).text) }
      for fault in report.faults { Terminal.result(object(fault, of: report.reader).text) }
      return
    }
    guard !records.isEmpty || !report.faults.isEmpty else { return }
    Terminal.result("\(names[report.records.last?.readers ?? []]) (\(report.reader))")
    for record in records { Terminal.result("  " + line(record)) }
    for fault in report.faults { Terminal.result("  fault: " + AccessSentences.fault(fault)) }
  }

  private func isShown(_ location: ClipLocation?) -> Bool {
    guard let clip else { return true }
    return location?.clip.text.hasPrefix(clip) == true
  }

  private func line(_ record: AccessRecord) -> String {
    let act = record.act
    let time = ClockText.local(
      unixMilliseconds: act.unixMilliseconds,
      zoneOffsetSeconds: Clock.zoneOffsetSeconds(at: act.unixMilliseconds / 1_000))
    let clip = act.clip.map { "clip \($0.clip.text)" } ?? "all clips"
    let trainee = act.trainee.map { " of \($0.visible)" } ?? ""
    let request = act.request.flatMap(Self.identifier).map { " (request \($0.prefix(8)))" } ?? ""
    return "\(record.link.number)  \(time)  \(clip)\(trainee)  \(act.use.name): "
      + AccessSentences.act(act) + request
  }

  private func object(_ record: AccessRecord) -> JSONText {
    let act = record.act
    return .object([
      ("reader", .string(record.reader)), ("number", .integer(Int64(clamping: record.link.number))),
      (
        "time",
        .string(TimestampText.text(unixSeconds: act.unixMilliseconds / 1_000))
      ),
      ("use", .string(act.use.name)), ("outcome", .string(act.outcome.name)),
      ("clip", act.clip.map { .string($0.clip.text) } ?? .null),
      ("campaign", act.clip.map { .string($0.campaign) } ?? .null),
      ("day", act.clip.map { .string($0.day.text) } ?? .null),
      ("trainee", act.trainee.map { .string($0) } ?? .null),
      ("request", act.request.flatMap(Self.identifier).map { .string($0) } ?? .null),
    ])
  }

  /// Nil where no order named a request.
  private static func identifier(_ request: [UInt8]) -> String? {
    request.allSatisfy { $0 == 0 } ? nil : Hexadecimal.encode(request)
  }

  private func object(_ fault: AccessFault, of reader: String) -> JSONText {
    .object([("reader", .string(reader)), ("fault", .string(AccessSentences.fault(fault)))])
  }
}
