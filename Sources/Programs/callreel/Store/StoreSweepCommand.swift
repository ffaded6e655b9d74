import ArgumentParser
import ByteCoding
import ClipFormat
import ClipPlayer
import ClipSealing
import LinuxSystem
import Timeline

/// `callreel store sweep`.
struct StoreSweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep", abstract: "Destroy the clips whose days are over.",
    discussion: """
      The keys of all of them go first. It needs no key for that: the right to remove objects is \
      the store's to give. Interrupted, it goes on when it is run again. Each clip that is gone is a \
      line of standard output: keep them as the receipt.
      """)

  @OptionGroup var store: StoreOption
  @Option(help: "The file of the controller's private key: also erases clips whose talk was held.")
  var key: String?
  @Option(help: "A file whose first line is the key's passphrase; '-': standard input.")
  var passphraseFile: String?
  @Flag(help: "Only name what would be destroyed.") var dryRun = false
  @Flag(help: "Ask every clip, also on days of which one has not expired.") var thorough = false
  @Flag(help: "Print one JSON object a line.") var json = false

  func run() throws {
    try Hardening.begin()
    let shelf = store.shelf()
    let unread = Unread()
    do throws(PlayerError) {
      var days = 0
      let clips = try shelf.expired(
        thorough: thorough, unread: unread.note,
        progress: { done, total in
          days = total
          Terminal.progress("looking", done, of: total)
        })
      if dryRun {
        for clip in clips { show(clip) }
      } else {
        try shelf.sweep(
          clips, receipt: show, progress: { Terminal.progress("destroying", $0, of: $1) })
      }
      if days == 0 {
        // A folder that is not mounted, or another prefix, looks the same.
        Terminal.message(
          "the store has no clip of a day before today", hint: "see that it is the right one")
      } else if clips.isEmpty {
        Terminal.message("nothing has expired")
      }
      try sweepLedgers(shelf)
      if let key {
        try eraseHeld(
          shelf, by: KeyFile.read(key, passphraseFile: passphraseFile, for: .signing))
      }
    } catch {
      error.fail()
    }
    unread.settle()
  }

  private func sweepLedgers(_ shelf: ClipShelf) throws(PlayerError) {
    let count = try shelf.sweepLedgers(
      dryRun: dryRun, progress: { Terminal.progress("reading records", $0, of: $1) })
    guard count > 0 else { return }
    Terminal.message(
      (count == 1 ? "one record or request" : "\(count) records and requests")
        + (dryRun ? " would go" : " went") + ": older than they are kept")
  }

  /// Erases what a trainer is done with, with a tombstone that says so (F12).
  private func eraseHeld(
    _ shelf: ClipShelf, by controller: borrowing PrivateKey
  ) throws(PlayerError) {
    let known = KnownChains(stateDirectory: Account.stateDirectory)
    let held = try shelf.heldClips(
      by: controller, known: known, progress: { Terminal.progress("reading", $0, of: $1) })
    for clip in held {
      if !dryRun { try shelf.erase(clip, reason: .talkHeld, by: controller) }
      show(clip, cause: "talk-held", words: "the talk was held")
    }
  }

  private func show(_ clip: SweptClip) {
    show(clip.location, cause: clip.cause.name, words: clip.cause.words)
  }

  private func show(_ location: ClipLocation, cause: String, words: String) {
    guard json else {
      return Terminal.result(
        "\(dryRun ? "would destroy" : "destroyed") \(location.clip.text)  \(location.campaign) "
          + "\(location.day.text)  \(words)")
    }
    let object = JSONText.object([
      ("clip", .string(location.clip.text)), ("campaign", .string(location.campaign)),
      ("day", .string(location.day.text)), ("cause", .string(cause)),
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
