import SessionBus
import TrayContent

/// What is asked at each proof: the item and its window, at the one program that shows them.
struct HostedItem: Equatable {
  var host: TrayHost
  var path: String
  var window: String
}

/// What a search came to.
enum Finding {
  /// It says the item's words; another may come to say them that is slower.
  case said(HostedItem)
  /// It went and came back with the item.
  case done(HostedItem)
  case nothing
}

/// One search for the item among what the tray's host shows.
///
/// First by the item's words. Panels that give icons no words are asked by deed: the item is put
/// away for a moment, and what goes and comes back with it is the item.
final class TraySearch {
  private enum Phase {
    case asking
    /// The item was put away; the tree is as it was before.
    case vanishing(HostTree)
    /// It was shown again; the tree is as it was without it.
    case returning(HostTree)
    case done
  }

  /// So many beats a host may take to put an icon away or to show it.
  private static let patience = 10

  private let item: TrayItem
  private let mayWink: (Int32, HostTree) -> Bool
  private let body: (Finding) -> Void
  private var phase = Phase.asking
  private var host: HostQuestions?
  private var isLooking = false
  private var beats = 0

  /// `mayWink` is asked before the item is put away, with the host's process and what it shows;
  /// `body` is called once unless the search is cancelled.
  init(
    on session: BusConnection, _ accessibility: BusConnection, for item: TrayItem,
    mayWink: @escaping (Int32, HostTree) -> Bool, _ body: @escaping (Finding) -> Void
  ) {
    self.item = item
    self.mayWink = mayWink
    self.body = body
    TrayHost.find(on: session, accessibility) { [weak self] host in
      guard let self else { return }
      guard let host else { return end(.nothing) }
      self.host = HostQuestions(accessibility, to: host)
      look()
    }
  }

  /// Looks once more where the host had to do something.
  func beat() {
    switch phase {
    case .asking, .done: return
    case .vanishing, .returning: break
    }
    beats += 1
    if beats > Self.patience { end(.nothing) } else { look() }
  }

  /// Ends it without a word; the item is never left put away.
  func cancel() {
    phase = .done
    item.putAway(false)
  }

  private func look() {
    guard let host, !isLooking else { return }
    isLooking = true
    HostTreeWalk.look(at: host) { [weak self] tree in
      guard let self else { return }
      isLooking = false
      take(tree)
    }
  }

  private func take(_ tree: HostTree?) {
    guard let tree else { return end(.nothing) }
    switch phase {
    case .asking: compare(tree)
    case .vanishing(let before):
      guard tree.lacksOne(of: before) else { return }
      phase = .returning(tree)
      beats = 0
      item.putAway(false)
    case .returning(let without):
      if let item = hosted(tree.newcomer(since: without)) { end(.done(item)) }
    case .done: return
    }
  }

  private func compare(_ tree: HostTree) {
    guard item.areWordsRead else { return end(.nothing) }
    switch tree.object(saying: item.words) {
    case .found(let object): end(hosted(object).map { .said($0) } ?? .nothing)
    case .several: end(.nothing)
    case .nothing:
      guard !tree.mute.isEmpty, let host, mayWink(host.host.process, tree) else {
        return end(.nothing)
      }
      phase = .vanishing(tree)
      item.putAway(true)
    }
  }

  private func hosted(_ object: HostedObject?) -> HostedItem? {
    guard let object, let host else { return nil }
    return HostedItem(host: host.host, path: object.path, window: object.window)
  }

  private func end(_ finding: Finding) {
    if case .done = phase { return }
    phase = .done
    item.putAway(false)
    body(finding)
  }
}
