package import Geometry
internal import Redaction
package import SensitiveFields
internal import Timeline

/// Whose window it is, and how the policy lists it.
package struct ListedProgram: Equatable, Sendable {
  package var process: Int32
  package var listing: WindowFields.Listing
  /// What its own shadow takes of it.
  package var shadow: PixelInsets

  package init(process: Int32, listing: WindowFields.Listing, shadow: PixelInsets) {
    self.process = process
    self.listing = listing
    self.shadow = shadow
  }
}

/// One window that is filmed and needs answers.
struct WatchedWindow {
  /// How long before a scan its places count, in milliseconds: programs learn of moves late.
  private static let memory: Int64 = 300

  var process: Int32
  var listing: WindowFields.Listing
  var shadow: PixelInsets
  var owner: WindowID?
  /// Where it was from a time on, oldest first; never empty.
  var frames: [(since: CallTime, frame: PixelRegion)]
  var fields = WindowFields()
  var changes = AskedChanges()
  /// Those that nobody could be asked about in time, oldest first.
  var unasked: [CallTime] = []
  /// When the last scan began that vouches for something.
  var asked: CallTime?

  init(_ listed: ListedProgram, _ window: VisibleWindow, at time: CallTime) {
    process = listed.process
    listing = listed.listing
    shadow = listed.shadow
    owner = window.owner
    frames = [(time, window.frame)]
  }

  /// Takes in where it is and how it is listed at `time`; another program's fields are forgotten.
  mutating func move(_ listed: ListedProgram, _ window: VisibleWindow, at time: CallTime) {
    if process != listed.process { fields = WindowFields() }
    process = listed.process
    listing = listed.listing
    shadow = listed.shadow
    owner = window.owner
    if frames.last?.frame != window.frame { frames.append((time, window.frame)) }
    while frames.count > 1, frames[1].since < time - Self.memory { frames.removeFirst() }
  }

  /// Pixels of it in these regions were fetched.
  mutating func noteChange(within regions: [PixelRegion], at time: CallTime) {
    changes.noteChange(at: time)
    guard let first = regions.first else { return }
    let whole = regions.dropFirst().reduce(first) { $0.union($1) }
    fields.noteChange(PixelSize(width: whole.width, height: whole.height), at: time)
  }

  /// Where it has been since a scan that began at `start` could know of it.
  func place(from start: CallTime) -> WindowPlace {
    let since = start - Self.memory
    let counted = frames.enumerated().filter { index, _ in
      index + 1 >= frames.count || frames[index + 1].since >= since
    }
    return WindowPlace(frames: counted.map(\.element.frame), shadow: shadow)
  }

  /// What was not asked about in time is of interest until it has left the delay line.
  mutating func noteAnswer(
    _ scan: ScannedProgram, vouching bound: CallTime, _ settle: Int64
  ) {
    asked = scan.started
    changes.noteScan(started: scan.started, ended: scan.ended)
    unasked.removeAll { bound - $0 > AskedChanges.memory }
    unasked += changes.takeUnasked(through: bound, settle: settle, reach: scan.toolkit.reach)
  }

  var sizeWithoutShadow: PixelSize? {
    frames.last.map { last in
      PixelSize(
        width: last.frame.width - shadow.left - shadow.right,
        height: last.frame.height - shadow.top - shadow.bottom)
    }
  }
}
