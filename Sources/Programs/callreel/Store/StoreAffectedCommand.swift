import ArgumentParser
import ByteCoding
import ClipFormat
import ClipPlayer
import ClipSealing
import LinuxSystem
import Timeline

/// `callreel store affected`.
struct StoreAffectedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "affected", abstract: "Name the clips that a lost key opens.",
    discussion: """
      The key's public part is enough. A workstation's key and a controller's open no film; a \
      recovery key opens clips together with the other one only.
      """)

  @Option(help: "The lost key's public part, or a file that holds it; twice: both recovery keys.")
  var key: [String]
  @Option(help: "The first day of clips that count, YYYY-MM-DD.") var since: String
  @OptionGroup var store: StoreOption
  @Flag(help: "Print one JSON object a line.") var json = false

  func run() throws {
    try Hardening.begin()
    guard let day = CalendarDay(since) else {
      Terminal.fail("--since is not a day", hint: "such as 2026-11-25", status: .usage)
    }
    let recipient = PublicKeyArgument.recipient(key, option: "--key")
    let shelf = store.shelf()
    let unread = Unread()
    do throws(PlayerError) {
      let clips = try shelf.clips(
        sealedTo: recipient, since: day, unread: unread.note,
        progress: { Terminal.progress("looking", $0, of: $1) })
      for clip in clips { show(clip) }
      if clips.isEmpty { Terminal.message("no clip since then was sealed to this key") }
    } catch {
      error.fail()
    }
    unread.settle()
  }

  private func show(_ clip: ClipLocation) {
    guard json else {
      return Terminal.result("\(clip.clip.text)  \(clip.campaign) \(clip.day.text)")
    }
    Terminal.result(
      JSONText.object([
        ("clip", .string(clip.clip.text)), ("campaign", .string(clip.campaign)),
        ("day", .string(clip.day.text)),
      ]).text)
  }
}
