package import CallPolicy
internal import Messages
package import SessionBus
package import TrayContent

/// The tray item of the session: StatusNotifierItem for whoever shows such items.
///
/// It fails soft: without a watcher, or with one that makes no sense, nothing is shown there and
/// nothing else changes. What a watcher or host says is never believed without a proof.
package final class TrayItem {
  static let watcher = BusObject(
    name: "org.kde.StatusNotifierWatcher", path: "/StatusNotifierWatcher",
    interface: "org.kde.StatusNotifierWatcher")
  private static let path = "/StatusNotifierItem"

  private let bus: BusConnection
  private let language: Language
  private var status = TrayStatus(state: .off)
  private var subscription: BusSubscription?
  private var item: ServedObject?
  private var menu: TrayMenuObject?
  private let onWatcher: () -> Void
  /// Whether a tray of the session bus is there; true until it is known that there is none.
  package private(set) var hasWatcher = true
  /// Whether somebody has fetched the icon since it changed.
  private(set) var isSignRead = false
  /// Whether somebody has fetched the words since they changed.
  private(set) var areWordsRead = false
  /// Whether hosts are told to put the item away, to see which it is.
  private var isPutAway = false

  /// Serves the item and has the watcher know of it, now and whenever there is a new one.
  ///
  /// `onAction` hears what the employee chose, `onWatcher` that ``hasWatcher`` has changed, both
  /// within the connection's `process`.
  package init(
    on bus: BusConnection, language: Language, onAction: @escaping (TrayAction) -> Void,
    onWatcher: @escaping () -> Void
  ) {
    self.bus = bus
    self.onWatcher = onWatcher
    self.language = language
    let menu = TrayMenuObject(on: bus, TrayMenu(status, in: language), onAction: onAction)
    self.menu = menu
    let item = ServedObject(
      .trayItem, at: Self.path,
      // A click shows the menu, which is the host's to draw.
      onCall: { _, _ in [] }, property: { [unowned self] in property($0) })
    self.item = item
    try? bus.serve(item)
    subscription = try? bus.listen(toOwnerOf: Self.watcher.name) { [unowned self] isThere in
      setWatcher(isThere)
      if isThere { register() }
    }
    register()
  }

  /// Shows another state; the same again says nothing on the bus.
  package func show(_ next: TrayStatus) {
    guard next != status, let item else { return }
    let last = status
    status = next
    menu?.show(TrayMenu(next, in: language))
    if next.title(in: language) != last.title(in: language) { areWordsRead = false }
    if next.icon != last.icon {
      isSignRead = false
      tell("NewIcon", item)
      tell("NewAttentionIcon", item)
    }
    if next.wantsAttention != last.wantsAttention {
      tellStatus(item)
    }
    tell("NewTitle", item)
    tell("NewToolTip", item)
  }

  /// What the host may tell a screen reader of the item.
  var words: [String] { [title, status.title(in: language)] }

  /// Has the host take the icon away, or show it again.
  func putAway(_ isPutAway: Bool) {
    guard isPutAway != self.isPutAway, let item else { return }
    self.isPutAway = isPutAway
    tellStatus(item)
  }

  private func tellStatus(_ item: ServedObject) {
    try? bus.emit("NewStatus", of: item, [.text(statusWord)])
  }

  private func tell(_ member: String, _ item: ServedObject) { try? bus.emit(member, of: item) }

  private func register() {
    try? bus.ask(Self.watcher, "RegisterStatusNotifierItem", [.text(Self.path)]) {
      [unowned self] answer in
      if case .failure(.noSuchService) = answer { setWatcher(false) }
    }
  }

  private func setWatcher(_ isThere: Bool) {
    guard isThere != hasWatcher else { return }
    hasWatcher = isThere
    onWatcher()
  }

  private var statusWord: String {
    isPutAway ? "Passive" : status.wantsAttention ? "NeedsAttention" : "Active"
  }

  /// What the item is called: its name and what the state means.
  package var title: String { TrayText.name + ": " + status.title(in: language) }

  private func property(_ name: String) -> BusArgument {
    if name == "Title" || name == "ToolTip" { areWordsRead = true }
    return switch name {
    case "Category": .text("SystemServices")
    case "Id": .text("callreel")
    // What hosts give to screen readers stands for the icon, so it says the state.
    case "Title", "IconAccessibleDesc", "AttentionAccessibleDesc": .text(title)
    case "Status": .text(statusWord)
    case "WindowId": .signed(0)
    case "IconPixmap", "AttentionIconPixmap": pictures()
    case "OverlayIconPixmap": .list("(iiay)", [])
    case "ToolTip":
      .structure(
        "sa(iiay)ss",
        [
          .text(""), .list("(iiay)", []), .text(status.title(in: language)),
          .text(status.lines(in: language).joined(separator: "\n")),
        ])
    case "ItemIsMenu": .boolean(true)
    case "Menu": .path(TrayMenuObject.path)
    default: .text("")
    }
  }

  /// Pictures and no names of pictures, so that no icon theme can stand for them.
  private func pictures() -> BusArgument {
    isSignRead = true
    return .list(
      "(iiay)",
      TrayIcon.sizes.map { size in
        .structure(
          "iiay",
          [
            .signed(Int32(size)), .signed(Int32(size)),
            .bytes(status.icon.pixels(size: size)),
          ])
      })
  }
}
