import ArgumentParser
import ByteCoding
import ClipFormat
import ClipPlayer
import ClipSealing
import LinuxSystem
import Timeline

/// `callreel store requests`.
struct StoreRequestsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "requests", abstract: "Show what employees ask, and the days left to answer.")

  @OptionGroup var store: StoreOption
  @OptionGroup var controller: ControllerOptions
  @Flag(help: "Also those that are answered.") var all = false
  @Flag(help: "Print one JSON object a line.") var json = false

  func run() throws {
    try Hardening.begin()
    let shelf = store.shelf()
    let key = controller.privateKey()
    let unread = Unread()
    do throws(PlayerError) {
      let found = try shelf.requests(to: key, unread: unread.note, progress: Self.progress)
        .filter { all || $0.answer == nil }
      for request in found { show(request, today: shelf.today) }
      if found.isEmpty {
        Terminal.message(all ? "nobody has asked anything" : "no request waits for an answer")
      }
    } catch {
      error.fail()
    }
    unread.settle()
  }

  private static func progress(_ done: Int, _ total: Int) {
    Terminal.progress("reading", done, of: total)
  }

  private func show(_ found: FoundRequest, today: CalendarDay) {
    let request = found.request
    let identifier = Hexadecimal.encode(request.identifier)
    guard !json else { return Terminal.result(object(found, identifier, today).text) }
    let left = request.due - today
    let state =
      found.answer.map { "answered \($0.day.text): \($0.verdict.name)" }
      ?? (left < 0
        ? "\(-left) days too late"
        : "\(left) day\(left == 1 ? "" : "s") left, until \(request.due.text)")
    let clip = request.clip.map { "  clip \($0.clip.text)" } ?? "  all recordings"
    Terminal.result(
      "\(identifier.prefix(8))  \(request.day.text)  \(request.kind.name) by "
        + "\(request.employee.visible)\(clip)  \(state)")
    if !request.message.isEmpty { Terminal.result("          " + request.message.visible) }
  }

  private func object(
    _ found: FoundRequest, _ identifier: String, _ today: CalendarDay
  ) -> JSONText {
    let request = found.request
    return .object([
      ("request", .string(identifier)), ("day", .string(request.day.text)),
      ("kind", .string(request.kind.name)), ("employee", .string(request.employee)),
      ("clip", request.clip.map { .string($0.clip.text) } ?? .null),
      ("message", .string(request.message)), ("due", .string(request.due.text)),
      ("days_left", .integer(Int64(request.due - today))),
      (
        "workstation",
        request.maker.kind == .workstation ? .string(request.maker.fingerprint) : .null
      ),
      ("answer", found.answer.map { .string($0.verdict.name) } ?? .null),
    ])
  }
}

/// `callreel store request`.
struct StoreRequestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "request", abstract: "Enter what somebody asked by other ways, so that it is due.",
    discussion:
      "For people who have left, or have no workstation. Their answer is told by other ways.")

  @Argument(help: "What is asked for.") var kind: RequestKind
  @Argument(help: "The clip.") var clip: String?
  @OptionGroup var store: StoreOption
  @OptionGroup var controller: ControllerOptions
  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("Whose request it is, read from standard input.", valueName: "-"))
  var person: String
  @Option(help: ArgumentHelp("What they say, a line of standard input.", valueName: "-"))
  var message: String?
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    try Hardening.begin()
    let shelf = store.shelf()
    let person = Terminal.argument(person, asking: "name")
    let text = message.map { Terminal.argument($0, asking: "message") } ?? ""
    guard person.utf8.count <= FormatLimits.nameBytes,
      text.utf8.count <= FormatLimits.messageBytes
    else { Terminal.fail("the name or the message is too long", status: .badData) }
    let location = clip.map { shelf.named($0) }
    let key = controller.privateKey()
    do throws(PlayerError) {
      let request = try shelf.enter(
        kind, of: person, clip: location, message: text, by: key)
      show(Hexadecimal.encode(request.identifier), due: request.due)
    } catch {
      error.fail()
    }
  }

  private func show(_ identifier: String, due: CalendarDay) {
    guard json else {
      return Terminal.result("\(identifier.prefix(8))  to be answered by \(due.text)")
    }
    Terminal.result(
      JSONText.object([("request", .string(identifier)), ("due", .string(due.text))]).text)
  }
}
