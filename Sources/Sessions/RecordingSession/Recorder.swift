import ClipFormat
import ClipSealing
import Geometry
import LinuxSystem
import ProcessMessages
import Redaction
import Sandbox
import ScreenCapture
import SensitiveRegions
import Spool
import Timeline
import VideoEncoding

/// One recorder process: made ready for a call, permitted at most once, gone with the call (P1).
package enum Recorder {
  /// Serves one agent; returns when there is nothing left to do.
  package static func run(_ place: RecorderPlace) {
    let agent = MessageSocket(owning: place.agent)
    guard let (command, _) = RecorderCommand.next(from: agent), case .prepare(let order) = command
    else { return }
    do throws(RecorderStop) {
      let programs: ProgramReader?
      do throws(SystemError) { programs = try order.programReader() } catch {
        throw .failed(.captureFailed)
      }
      let capture = try openDisplay(place) { programs?.path(of: $0) ?? "" }
      let monitor = Monitor(track: 1, region: PixelRegion(capture.rootSize))
      let parts = try FilmParts(order: order, monitor: capture.monitors.first ?? monitor)
      do throws(SandboxError) {
        try RecorderRights.enter(spool: order.spool)
      } catch {
        throw .failed(.captureFailed)
      }
      try? agent.send(RecorderReport.ready.bytes)
      try film(order, capture, parts, agent)
    } catch {
      switch error {
      case .refused(let refusal):
        Log.note(.recorderRefused)
        try? agent.send(RecorderReport.refused(refusal).bytes)
      case .failed(let event):
        Log.note(event)
        try? agent.send(RecorderReport.closed(.failed, filmedMilliseconds: 0).bytes)
      case .dismissed: break
      }
    }
  }

  /// Waits for the permit, then films.
  private static func film(
    _ order: FilmOrder, _ capture: consuming ScreenCapture, _ parts: consuming FilmParts,
    _ agent: borrowing MessageSocket
  ) throws(RecorderStop) {
    let (clip, answered, lease, bus) = try awaitPermit(&capture, agent)
    do throws(FilmFailure) {
      let film = try parts.film(clip)
      try? agent.send(RecorderReport.opened(film.location).bytes)
      let loop = RecorderLoop(
        order: order, answered: answered, lease: lease, timer: try timer(rate: order.rate),
        capture: capture, film: film, accessibility: bus.flatMap { AccessibilityBus(owning: $0) })
      let report = try loop.run(agent)
      try? agent.send(report.bytes)
    } catch {
      throw .failed(error.logEvent)
    }
  }

  private static func timer(rate: Int) throws(FilmFailure) -> TimerDescriptor {
    do throws(SystemError) {
      let timer = try TimerDescriptor()
      try timer.repeatEvery(nanoseconds: 1_000_000_000 / Int64(rate))
      return timer
    } catch {
      throw .system(error)
    }
  }

  private static func awaitPermit(
    _ capture: inout ScreenCapture, _ agent: borrowing MessageSocket
  ) throws(RecorderStop) -> (ClipOrder, answered: BootTime, lease: BootTime, bus: Int32?) {
    var lease = BootTime(nanoseconds: 0)
    while true {
      let watches = [agent.rawValue, capture.descriptor].map { Waiting.Watch($0) }
      guard let ready = try? Waiting.wait(watches) else { throw .dismissed }
      do throws(CaptureError) { try capture.handleEvents() } catch { throw .refused(.noDisplay) }
      if let refusal = capture.refusal { throw .refused(DisplayRefusal(refusal)) }
      guard ready.contains(agent.rawValue) else { continue }
      let word = RecorderCommand.next(from: agent)
      switch word?.0 {
      case .permit(let clip, let answered)?: return (clip, answered, lease, word?.1)
      case .lease(let until)?: lease = until
      case .prepare?, .pause?, .resume?: continue
      case .close?, nil: throw .dismissed
      }
    }
  }

  private static func openDisplay(
    _ place: RecorderPlace, programOf: @escaping (Int32) -> String
  ) throws(RecorderStop) -> ScreenCapture {
    let session = SessionKind(
      waylandDisplay: place.waylandDisplay, sessionType: place.sessionType)
    let capture: ScreenCapture
    do throws(CaptureError) {
      capture = try ScreenCapture(
        display: place.display, session: session, programOf: programOf)
    } catch {
      throw .refused(session == .wayland ? .wayland : .noDisplay)
    }
    if let refusal = capture.refusal { throw .refused(DisplayRefusal(refusal)) }
    return capture
  }
}

/// Why a recorder ends without a film.
enum RecorderStop: Error {
  case refused(DisplayRefusal)
  case failed(LogEvent)
  case dismissed
}

extension DisplayRefusal {
  init(_ refusal: CaptureRefusal) {
    switch refusal {
    case .remote: self = .remote
    case .wayland: self = .wayland
    case .severalScreens: self = .severalScreens
    case .depth: self = .depth
    case .monitorSize: self = .monitorSize
    }
  }
}
