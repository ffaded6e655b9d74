package import LinuxSystem
package import ProcessMessages
import Redaction
import ScreenCapture
import SensitiveRegions
import Timeline

/// Tells again and again what would be hidden of the windows on the screen; asks for no pixel.
package struct RedactionPreview: ~Copyable {
  /// Between two looks, in milliseconds: about as long as a slow program is left alone.
  private static let pause = 250

  private let rules: WindowRules
  private let fields: AccessibleFields?
  private let start: BootTime
  private var capture: ScreenCapture
  private var last: RedactionReport?

  /// Connects to the display; `accessibility` is a connected socket, or nil where there is none.
  package init?(_ order: FilmOrder, display: String?, accessibility: Int32?) {
    guard let capture = try? ScreenCapture(display: display), capture.refusal == nil else {
      return nil
    }
    let start = BootTime(nanoseconds: Clock.bootNanoseconds)
    let bus = accessibility.flatMap { AccessibilityBus(owning: $0) }
    let fields = bus.map { AccessibleFields($0, order) { Self.now(since: start) } }
    self.start = start
    self.fields = fields
    self.capture = capture
    rules = WindowRules(order, fields: fields)
  }

  /// Sends a report whenever something has changed, until the reader or the display goes.
  package consuming func run(_ reader: borrowing MessageSocket) {
    let rules = rules
    do throws(CaptureError) {
      try capture.start(at: Self.now(since: start)) { rules.lists($0, $1) }
      while true {
        try look(reader)
        guard rest(reader) else { return }
      }
    } catch {}
  }

  private mutating func look(_ reader: borrowing MessageSocket) throws(CaptureError) {
    let windows = try capture.survey(at: Self.now(since: start))
    let report = RedactionReport(
      windows: rules.preview(windows, at: Self.now(since: start)))
    fields?.ask()
    guard report != last else { return }
    last = report
    try? reader.send(report.bytes)
  }

  /// Takes in answers for a while; false where the reader has gone.
  private func rest(_ reader: borrowing MessageSocket) -> Bool {
    let end = Clock.bootMilliseconds + Int64(Self.pause)
    while Clock.bootMilliseconds < end {
      var watches = [Waiting.Watch(reader.rawValue)]
      if let fields { watches.append(.init(fields.descriptor, writable: fields.wantsToWrite)) }
      let rest = Int(end - Clock.bootMilliseconds)
      let due = min(rest, fields?.millisecondsToNextTimeout ?? rest)
      guard let ready = try? Waiting.wait(watches, milliseconds: max(0, due)) else { return false }
      if ready.contains(reader.rawValue) { return false }
      fields?.process()
    }
    _ = rules.answers()
    return true
  }

  private static func now(since start: BootTime) -> CallTime {
    BootTime(nanoseconds: Clock.bootNanoseconds).callTime(answered: start)
  }
}
