import Geometry
import SessionBus
import TrayContent

/// What the host says of the item at one beat.
enum PlaceAnswer {
  case shown(item: PixelRegion, window: PixelRegion)
  case hidden
  /// The host has no such object any more.
  case gone
  /// It did not answer in time.
  case silent
}

/// The three questions of one beat, asked at once.
///
/// It lives in the answers that it waits for.
final class PlaceQuestion {
  private var state: HostedState?
  private var item: PixelRegion?
  private var window: PixelRegion?
  private var body: ((PlaceAnswer) -> Void)?

  private init(_ body: @escaping (PlaceAnswer) -> Void) { self.body = body }

  /// Calls `body` once, within so many milliseconds.
  static func ask(
    _ host: HostQuestions, of item: HostedItem, within milliseconds: Int,
    _ body: @escaping (PlaceAnswer) -> Void
  ) {
    let question = PlaceQuestion(body)
    host.state(of: item.path, within: milliseconds) { question.take($0) { $0.state = $1 } }
    host.extents(of: item.path, within: milliseconds) { question.take($0) { $0.item = $1 } }
    host.extents(of: item.window, within: milliseconds) { question.take($0) { $0.window = $1 } }
  }

  private func take<Value>(
    _ answer: Result<Value, BusError>, _ keep: (PlaceQuestion, Value) -> Void
  ) {
    switch answer {
    case .success(let value): keep(self, value)
    case .failure(.noAnswer): return end(.silent)
    case .failure: return end(.gone)
    }
    guard let state, let item, let window else { return }
    switch state {
    case .shown: end(.shown(item: item, window: window))
    case .hidden: end(.hidden)
    case .gone: end(.gone)
    }
  }

  private func end(_ answer: PlaceAnswer) {
    body?(answer)
    body = nil
  }
}
