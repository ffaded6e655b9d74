import ArgumentParser
import ByteCoding
import CallPolicy
import ClipFormat
import ClipPlayer
import LinuxSystem
import Timeline

/// `callreel store find`.
struct StoreFindCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "find", abstract: "Find every clip of a caller, by their number.",
    discussion: """
      For a caller who asks what is kept of them. Give the number as '-' and write it to standard \
      input. Only the controller's key opens the numbers of clips.
      """)

  @Option(
    help: ArgumentHelp("The caller's number, read from standard input.", valueName: "-"))
  var number: String
  @Option(help: "The country that national numbers are dialled in, as calls.country.")
  var country = Country.france.name
  @OptionGroup var store: StoreOption
  @OptionGroup var controller: ControllerOptions
  @Flag(help: "Print one JSON object a line.") var json = false

  func run() throws {
    try Hardening.begin()
    guard let country = Country(country) else {
      Terminal.fail(
        "--country is not a country of the table",
        hint: Country.all.map(\.name).joined(separator: " "), status: .usage)
    }
    let given = Terminal.argument(number, asking: "number")
    guard case .known(let wanted) = CallerNumber(given, in: country) else {
      Terminal.fail(
        "what is given is not a telephone number",
        hint: "E.164, as +33 and nine digits, or as it is dialled in \(country.name)",
        status: .badData)
    }
    let shelf = store.shelf()
    let key = controller.privateKey()
    let unread = Unread()
    do throws(PlayerError) {
      let clips = try shelf.clips(
        ofNumber: { CallerNumber($0, in: country) == .known(wanted) }, by: key,
        unread: unread.note, progress: { Terminal.progress("looking", $0, of: $1) })
      for clip in clips { show(clip) }
      if clips.isEmpty { Terminal.message("the store has no clip of this number") }
    } catch {
      error.fail()
    }
    unread.settle()
  }

  private func show(_ clip: ClipLocation) {
    guard json else {
      return Terminal.result("\(clip.clip.text)  \(clip.campaign) \(clip.day.text)")
    }
    let object = JSONText.object([
      ("clip", .string(clip.clip.text)), ("campaign", .string(clip.campaign)),
      ("day", .string(clip.day.text)),
    ])
    Terminal.result(object.text)
  }
}
