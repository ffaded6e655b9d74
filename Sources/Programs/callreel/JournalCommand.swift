import ArgumentParser
import ByteCoding
import CallPolicy
import ClipFormat
import ClipSealing
import Configuration
import Journal
import JournalFormat
import LinuxSystem
import Messages
import Spool
import Timeline

/// `callreel journal`: which calls were recorded, told to the employee (N4).
struct JournalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "List your recorded calls: why each was drawn, when it is erased, who opened it.",
    discussion: """
      The journal is your own: it lies on this machine and is sent nowhere. Calls that were not \
      recorded are not in it. It is checked first: a change, a cut or a moved line is named.
      """)

  @Flag(help: "Print one JSON object a line.") var json = false
  @Option(help: "Say only whether the journal has this head, as callreel clip info shows it.")
  var head: String?
  @Option(help: "en, fr or nl; otherwise that of the session.") var language: String?
  @Option(help: "The configuration directory whose policy names who opened them.")
  var config: String = Configuration.standardDirectory

  func run() throws {
    let language = LanguageArgument.language(language)
    let chain: JournalChain
    do throws(JournalError) {
      chain = try Journal(stateDirectory: Account.stateDirectory).read()
    } catch {
      fail(error, language)
    }
    if let head { return find(head, in: chain, language) }
    let letters = letters(language)
    if json {
      for call in RecordedCall.calls(in: chain.entries) { Terminal.result(call.json) }
      for access in letters.accesses { Terminal.result(access.json) }
      for request in letters.requests { Terminal.result(request.json) }
      return
    }
    let now = Clock.unixSeconds
    Terminal.result(
      JournalPage.text(
        chain.entries, accesses: letters.accesses, requests: letters.requests,
        today: CalendarDay(unixSeconds: now + Int64(Clock.zoneOffsetSeconds(at: now))),
        language: language, zoneOffset: { Clock.zoneOffsetSeconds(at: $0) }),
      terminator: "")
  }

  /// What inbox and requests say; notes of others' making are told of and not shown.
  private func letters(_ language: Language) -> JournalLetters {
    let state = Account.stateDirectory
    let inbox = Inbox(root: Inbox.path(stateDirectory: state))
    guard WorkstationKey.fingerprint(stateDirectory: state) != nil,
      let key = try? WorkstationKey.load(stateDirectory: state),
      let (notes, unread) = try? inbox.notes(openedWith: key)
    else { return .none }
    if unread > 0 { Terminal.message(.unreadNotes(unread, in: inbox.root), in: language) }
    return JournalLetters(
      accesses: notes.compactMap(\.access), names: ReaderNames(config: config).names,
      fingerprint: \.reader,
      requests: (try? Requests(stateDirectory: state).all(today: StoreOption.today)) ?? [],
      answers: notes.compactMap(\.answer),
      of: try? Configuration.controllerKey(directory: config))
  }

  private func find(_ head: String, in chain: JournalChain, _ language: Language) {
    guard let wanted = Hexadecimal.decode(Terminal.argument(head)), wanted.count == 32 else {
      Terminal.fail(
        "--head is not 64 hexadecimal digits", hint: "callreel clip info shows it as journal",
        status: .usage)
    }
    guard let count = chain.count(atHead: wanted) else { Terminal.fail(.unknownHead, in: language) }
    Terminal.result(JournalPage.known(count, of: chain.count, in: language))
  }

  private func fail(_ error: JournalError, _ language: Language) -> Never {
    switch error {
    case .fault(let fault):
      Terminal.fail(.journal(fault), in: language, status: .badData)
    case .file(let error):
      Terminal.fail(
        .unreadableJournal(error.message), in: language, status: Terminal.Status(reading: error))
    case .damaged, .seedReplaced:
      Terminal.fail(.damagedKey, in: language, status: .badData)
    }
  }
}
