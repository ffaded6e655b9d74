import ArgumentParser
import ByteCoding
import CallPolicy
import LinuxSystem
import Messages
import SessionBus

/// `callreel status`: what the agent does now.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Say what is recorded now, and why or why not.")

  @Flag(help: "Print one JSON object, or one a line with --follow.") var json = false
  @Flag(help: "Print again whenever something changes, until interrupted.") var follow = false

  func run() throws {
    let bus = AgentBus.connect()
    do throws(BusError) {
      if follow { try bus.watchAgent {} }
      var last = ""
      while true {
        let status = StatusText(
          try bus.agentProperties(), in: LanguageArgument.language(nil))
        let text = json ? status.json : status.advisedSentence
        if text != last { Terminal.result(text) }
        last = text
        guard follow else { return }
        let watch = Waiting.Watch(bus.descriptor, writable: bus.wantsToWrite)
        _ = try? Waiting.wait([watch], milliseconds: bus.millisecondsToNextTimeout)
        try bus.process()
      }
    } catch {
      AgentBus.fail(error)
    }
  }
}

/// The agent's properties in words and as JSON.
struct StatusText {
  private let properties: [String: BusValue]
  private let language: Language

  init(_ properties: [String: BusValue], in language: Language = .english) {
    self.properties = properties
    self.language = language
  }

  var state: String { string("State") }
  var reason: String { string("Reason") }
  var clip: String { string("ClipId") }
  var isUploading: Bool { flag("Uploading") }
  var isNoticeConfirmed: Bool { flag("NoticeConfirmed") }
  var indicator: String { string("Indicator") }

  /// Why nothing can be recorded, where nothing can.
  var off: OffReason? { state == "off" ? OffReason(rawValue: reason) : nil }
  /// Why the recording is paused, where it is.
  var held: HeldReason? { state == "held" ? HeldReason(rawValue: reason) : nil }

  /// Why the state is as it is; the state itself where that says it all.
  var explanation: String { why ?? sentence }

  /// One sentence for a person.
  var sentence: String {
    guard let known = AgentState(rawValue: state) else { return state }
    var parts = [known.sentence(in: language)]
    if let why = why { parts.append(why) }
    if known == .armed || known == .idle, !isNoticeConfirmed {
      parts.append(UnconfirmedNotice.sentence(in: language))
    }
    if flag("FieldsUnknown") { parts.append(UnknownFields.sentence(in: language)) }
    return parts.joined(separator: language.semicolon)
  }

  /// The same, and who finds out what to do where something is wrong here.
  var advisedSentence: String {
    [sentence, advice].compactMap { $0 }.joined(separator: language.semicolon)
  }

  var json: String {
    JSONText.object([
      ("state", .string(state)), ("reason", .string(reason)),
      ("indicator", .string(indicator)), ("clip", .string(clip)),
      ("notice_version", .string(string("NoticeVersion"))),
      ("notice_confirmed", .boolean(flag("NoticeConfirmed"))),
      ("uploading", .boolean(flag("Uploading"))),
      ("fields_unknown", .boolean(flag("FieldsUnknown"))),
    ]).text
  }

  private var why: String? {
    if let refusal = Refusal(rawValue: reason) { return refusal.sentence(in: language) }
    if let off { return off.sentence(in: language) }
    if let held { return held.sentence(in: language) }
    return ArmedReason(rawValue: reason)?.sentence(in: language)
  }

  private var advice: String? { off?.advice(in: language) ?? held?.advice(in: language) }
  private func string(_ name: String) -> String {
    guard case .string(let text)? = properties[name] else { return "" }
    return text
  }

  private func flag(_ name: String) -> Bool { properties[name] == .boolean(true) }
}
