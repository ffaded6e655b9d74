import ArgumentParser
import ByteCoding
import ClipFormat
import ClipPlayer
import LinuxSystem

/// `callreel clip info`.
struct ClipInfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info", abstract: "Show what is in a clip and who can open it, without the film.",
    discussion: """
      The clip is verified first. Without a key: the timeline, sizes and recipients. With a key \
      also exact reasons, events, masked fields, covered windows, trainers and monitors.
      """)

  @Argument(help: "The clip.") var clip: String
  @OptionGroup var store: StoreOption
  @OptionGroup var options: InspectionOptions
  @Flag(help: "Print one JSON object.") var json = false

  func run() throws {
    try Hardening.begin()
    let shelf = store.shelf(options.made.list, options.known)
    let location = shelf.named(clip)
    let employee = options.employee
    let described: ClipDescription
    do throws(PlayerError) {
      if options.key.isEmpty {
        var sizes: [ObjectName: Int] = [:]
        let verdict = try shelf.verify(location, object: { sizes[$0] = $1 }) { done, total in
          Terminal.progress("verifying", done, of: total)
        }
        guard case .clip(let report) = verdict else {
          return show(CheckedClip(verdict, of: location, on: shelf))
        }
        described = ClipDescription(report, sizes: sizes)
      } else {
        described = ClipDescription(
          try options.inspect(
            location, on: shelf, of: employee, key: options.readerKey(),
            witness: AccessLog(.inspect, of: employee)))
      }
    } catch .erased(let tombstone) {
      return show(CheckedClip(.erased(tombstone), of: location, on: shelf))
    } catch {
      error.fail()
    }
    guard !json else { return Terminal.result(described.object.text) }
    for line in described.lines(Terminal.picture) { Terminal.result(line) }
  }

  private func show(_ erased: CheckedClip) {
    guard !json else { return Terminal.result(erased.object.text) }
    for line in erased.lines(Terminal.picture) { Terminal.result(line) }
  }
}
