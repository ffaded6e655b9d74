package import LinuxSystem
package import ProcessMessages
import Redaction
import ScreenCapture
import SensitiveRegions
import Timeline

/// Tells again and again what would be hidden of the windows on the screen.
///
/// No call is up and no lease runs, so it holds a survey, which cannot ask for pixels (P1).
package struct RedactionPreview: ~Copyable {
  /// Between two looks, in milliseconds: about as long as a slow program is left alone.
  private static let pause = 250

  private let rules: WindowRules
  private let fields: AccessibleFields?
  private let start: BootTime
  private var survey: WindowSurvey
  private var last: RedactionReport?

  /// Connects to the display; `accessibility` is a connected socket, or nil where there is none.
  package init?(_ order: FilmOrder, display: String?, accessibility: Int32?) {
    let start = BootTime(nanoseconds: Clock.bootNanoseconds)
    let bus = accessibility.flatMap { AccessibilityBus(owning: $0) }
    let fields = bus.map { AccessibleFields($0, order) { Self.now(since: start) } }
    let rules = WindowRules(order, fields: fields)
    let programs: ProgramReader?
    do throws(SystemError) { programs = try order.programReader() } catch { return nil }
    do throws(CaptureError) {
      guard
        let survey = try WindowSurvey(
          display: display, at: Self.now(since: start),
          programOf: { programs?.path(of: $0) ?? "" },
          matches: { rules.lists($0, $1) })
      else { return nil }
      self.survey = survey
    } catch {
      return nil
    }
    self.start = start
    self.fields = fields
    self.rules = rules
  }

  /// Sends a report whenever something has changed, until the reader or the display goes.
  package consuming func run(_ reader: borrowing MessageSocket) {
    while (try? look(reader)) != nil, rest(reader) {}
  }

  private mutating func look(_ reader: borrowing MessageSocket) throws(CaptureError) {
    let windows = try survey.windows(at: Self.now(since: start))
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
