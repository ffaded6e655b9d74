import ArgumentParser
import ByteCoding
import CallPolicy
import ClipFormat
import Journal
import JournalFormat
import LinuxSystem
import Messages
import Timeline

/// `callreel journal`: which calls were recorded, told to the employee (N4).
struct JournalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "List your recorded calls: why each was drawn and when its film is erased.",
    discussion: """
      The journal is your own: it lies on this machine and is sent nowhere. Calls that were not \
      recorded are not in it. It is checked first: a change, a cut or a moved line is named.
      """)

  @Flag(help: "Print one JSON object a line.") var json = false
  @Option(help: "Say only whether the journal has this head, as callreel clip info shows it.")
  var head: String?
  @Option(help: "en, fr or nl; otherwise that of the session.") var language: String?

  func run() throws {
    let language = LanguageArgument.language(language)
    let chain: JournalChain
    do throws(JournalError) {
      chain = try Journal(stateDirectory: Account.stateDirectory).read()
    } catch {
      fail(error, language)
    }
    if let head { return find(head, in: chain) }
    if json {
      for call in RecordedCall.calls(in: chain.entries) { Terminal.result(call.json) }
      return
    }
    let now = Clock.unixSeconds
    Terminal.result(
      JournalPage.text(
        chain.entries,
        today: CalendarDay(unixSeconds: now + Int64(Clock.zoneOffsetSeconds(at: now))),
        language: language, zoneOffset: { Clock.zoneOffsetSeconds(at: $0) }),
      terminator: "")
  }

  private func find(_ head: String, in chain: JournalChain) {
    guard let wanted = Hexadecimal.decode(Terminal.argument(head)), wanted.count == 32 else {
      Terminal.fail(
        "--head is not 64 hexadecimal digits", hint: "callreel clip info shows it as journal",
        status: .usage)
    }
    guard let count = chain.count(atHead: wanted) else {
      Terminal.fail(
        "the journal never had this head, or its entries were older than they are kept",
        hint: "compare it with another clip of this workstation")
    }
    Terminal.result("the journal had \(count) of its \(chain.count) entries then")
  }

  private func fail(_ error: JournalError, _ language: Language) -> Never {
    switch error {
    case .fault(let fault):
      Terminal.fail(
        JournalPage.sentence(fault, language: language),
        hint: "the heads in your clips tell what it was: callreel journal --head",
        status: .badData)
    case .file(let error):
      Terminal.fail(
        "the journal cannot be read: \(error.message)", hint: "look at your state directory",
        status: Terminal.Status(reading: error))
    case .damaged, .seedReplaced:
      Terminal.fail(
        "the workstation's key is damaged", hint: "look at your state directory", status: .badData)
    }
  }
}

extension RecordedCall {
  /// One line for programs.
  fileprivate var json: String {
    let (name, seconds): (String, Int?) =
      switch state {
      case .running: ("running", nil)
      case .kept(let seconds): ("kept", seconds)
      case .nothingKept: ("nothing-kept", nil)
      case .destroyed: ("destroyed", nil)
      case .unknown: ("unknown", nil)
      }
    return JSONText.object([
      ("time", .string(TimestampText.text(unixSeconds: unixSeconds))),
      ("campaign", .string(location.campaign)), ("clip", .string(location.clip.text)),
      ("draw", .integer(Int64(clamping: choice.draw))), ("share", .string("\(choice.share)")),
      ("expires", .string(choice.expires.text)), ("state", .string(name)),
      ("seconds", seconds.map { .integer(Int64($0)) } ?? .null),
    ]).text
  }
}
