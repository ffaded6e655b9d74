import ArgumentParser
import ByteCoding
import ClipFormat
import ClipPlayer
import LinuxSystem
import Timeline

/// `callreel store sweep`.
struct StoreSweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "Destroy the clips whose days are over.",
    discussion: """
      The keys of all of them go first. It needs no key: the right to remove objects is the \
      store's to give. Interrupted, it goes on when it is run again. Each clip that is gone is a \
      line of standard output: keep them as the receipt.
      """)

  @OptionGroup var store: StoreOption
  @Flag(help: "Only name what would be destroyed.") var dryRun = false
  @Flag(help: "Ask every clip, also on days of which one has not expired.") var thorough = false
  @Flag(help: "Print one JSON object a line.") var json = false

  func run() throws {
    try Account.harden()
    let shelf = store.shelf()
    let unread = Unread()
    do throws(PlayerError) {
      let clips = try shelf.expired(
        thorough: thorough, unread: unread.note,
        progress: { Terminal.progress("looking", $0, of: $1) })
      if dryRun {
        for clip in clips { show(clip) }
      } else {
        try shelf.sweep(
          clips, receipt: show, progress: { Terminal.progress("destroying", $0, of: $1) })
      }
      if clips.isEmpty { Terminal.message("nothing has expired") }
    } catch {
      error.fail()
    }
    unread.settle()
  }

  private func show(_ clip: SweptClip) {
    let location = clip.location
    guard json else {
      return Terminal.result(
        "\(dryRun ? "would destroy" : "destroyed") \(location.clip.text)  \(location.campaign) "
          + "\(location.day.text)  \(clip.cause.words)")
    }
    let object = JSONText.object([
      ("clip", .string(location.clip.text)), ("campaign", .string(location.campaign)),
      ("day", .string(location.day.text)), ("cause", .string(clip.cause.name)),
      ("destroyed", .boolean(!dryRun)),
    ])
    Terminal.result(object.text)
  }
}

extension SweptClip.Cause {
  fileprivate var name: String {
    switch self {
    case .expired: "expired"
    case .neverCommitted: "never-committed"
    case .longest: "longest"
    }
  }

  fileprivate var words: String {
    switch self {
    case .expired(let day): "expired on \(day.text)"
    case .neverCommitted: "its keys never came"
    case .longest: "older than \(FormatLimits.retentionDays) days"
    }
  }
}
