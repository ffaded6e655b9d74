import ArgumentParser
import ByteCoding
import ClipFormat
import ClipPlayer
import LinuxSystem
import Timeline

/// `callreel clip`: what a trainer does with clips.
struct ClipCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clip", abstract: "List, describe, verify, open, export and fetch sealed clips.",
    discussion: """
      CLIP is a clip's identifier or the beginning of it. Clips are for the training of the \
      person on the call, not for appraisal.
      """,
    subcommands: [
      ClipListCommand.self, ClipInfoCommand.self, ClipVerifyCommand.self, ClipOpenCommand.self,
      ClipExportCommand.self, ClipFetchCommand.self, ClipDoneCommand.self,
    ])
}

/// `callreel clip list`.
struct ClipListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the trainee's clips that your key opens.")

  @Argument(help: "Only this clip.") var clip: String?
  @OptionGroup var store: StoreOption
  @OptionGroup var options: TraineeOptions
  @OptionGroup var known: ControllerOption
  @Option(help: "Only clips of this day, YYYY-MM-DD; no other is looked at.") var day: String?
  @Flag(help: "Print one JSON object a line.") var json = false

  /// Nil where none was named.
  private var wantedDay: CalendarDay? {
    guard let day else { return nil }
    guard let wanted = CalendarDay(day) else {
      Terminal.fail("--day is not a day", hint: "such as 2026-11-25", status: .usage)
    }
    return wanted
  }

  func validate() throws {
    guard clip == nil || day == nil else { throw ValidationError("--day goes without CLIP") }
  }

  func run() throws {
    try Hardening.begin()
    let day = wantedDay
    let shelf = store.shelf(nil, known)
    let trainee = options.employee
    let key = options.readerKey()
    do throws(PlayerError) {
      if let clip {
        show(
          [
            .clip(
              try shelf.listed(
                shelf.named(clip), of: trainee, key: key, witness: AccessLog(.list, of: trainee))
            )
          ],
          isControllerKnown: shelf.controller != nil)
      } else {
        show(
          try shelf.listing(of: trainee, on: day, key: key) { done, total in
            Terminal.progress("reading clips", done, of: total)
          }, isControllerKnown: shelf.controller != nil)
      }
    } catch {
      error.fail()
    }
  }

  private func show(_ entries: [ListingEntry], isControllerKnown: Bool) {
    let clips = entries.compactMap { entry in
      if case .clip(let clip) = entry { clip } else { nil }
    }
    if !json, !clips.isEmpty { Terminal.result("clip      start             length  events") }
    for clip in clips {
      Terminal.result(json ? object(clip).text : line(clip))
      guard !json else { continue }
      for statement in clip.statements {
        Terminal.result("          statement " + statement.text.visible)
      }
    }
    if entries.isEmpty { Terminal.message("your key opens no clip of this trainee here") }
    let expired = entries.count { if case .expired = $0 { true } else { false } }
    if expired > 0 {
      Terminal.message(
        (expired == 1 ? "one clip" : "\(expired) clips")
          + " of this key expired; whose they were is not looked at")
    }
    let erased = entries.count { if case .erased = $0 { true } else { false } }
    if erased > 0 {
      Terminal.message(
        (erased == 1 ? "one clip was" : "\(erased) clips were")
          + " erased; whose they were nothing tells any more",
        hint: isControllerKnown
          ? nil : "nothing vouches for that: give the controller's key with --controller")
    }
    var status: Terminal.Status?
    for entry in entries {
      switch entry {
      case .clip, .expired, .erased: continue
      case .unusable(let location, let error):
        Terminal.message("clip \(location.shortName): \(error.words.sentence)")
        if case .fault = error { status = .badData } else { status = status ?? .failed }
      case .unread(let folder, let error):
        Terminal.message("folder \(folder.visible): \(error.words.sentence)")
        status = status ?? .failed
      }
    }
    if let status { ProcessExit.end(status.rawValue) }
  }

  private func line(_ clip: ListedClip) -> String {
    let start = ClockText.local(
      unixMilliseconds: clip.startUnixMilliseconds, zoneOffsetSeconds: offset(clip))
    let length = ClockText.short(clip.end)
    let events = clip.events.filter { $0.kind != .answered }
      .map { "\($0.kind.title) \(ClockText.short($0.time))" }
    return "\(clip.location.shortName)  \(start)  "
      + String(repeating: " ", count: max(0, 6 - length.count)) + length + "  "
      + events.joined(separator: ", ")
  }

  private func object(_ clip: ListedClip) -> JSONText {
    let events = clip.events.map { event in
      JSONText.object([
        ("event", .string(event.kind.rawValue)),
        ("milliseconds", .integer(event.time.milliseconds)),
      ])
    }
    let start = ClockText.stamp(
      unixMilliseconds: clip.startUnixMilliseconds, zoneOffsetSeconds: offset(clip))
    let statements = clip.statements.isEmpty ? nil : clip.statements.map(\.json)
    return .object(
      [
        ("clip", .string(clip.location.clip.text)), ("campaign", .string(clip.location.campaign)),
        ("day", .string(clip.location.day.text)), ("start", .string(start)),
        ("seconds", .integer(clip.end.milliseconds / 1_000)), ("events", .array(events)),
      ] + (statements.map { [("statements", .array($0))] } ?? []))
  }

  private func offset(_ clip: ListedClip) -> Int {
    Clock.zoneOffsetSeconds(at: clip.startUnixMilliseconds / 1_000)
  }
}
