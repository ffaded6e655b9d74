internal import Banner
internal import CallPolicy
internal import ProcessMessages
internal import TrayContent

/// What shows the employee that recording is on: the icon in a tray where that can be proved to be
/// seen, else the banner (P2).
struct SessionIndicator: ~Copyable {
  private var window: BannerWindow
  private var shown: Shown?
  /// What the banner shows; nil: it does not.
  private var banner: Shown?
  /// What the icon shows while nothing is recorded; nil: none is wanted.
  private var sign: IconSign?
  /// What the sign means, in words.
  private var signText = ""
  private var painted: IconSign?
  /// How many checks in a row have proved the item of a tray of the session bus.
  private var trayProofs = 0
  /// So many let the banner go: a second of whatever is new, and none of a tray that flickers.
  private static let enoughProofs = 10

  private struct Shown: Equatable {
    var style: ProcessMessages.BannerStyle
    var text: String
    /// The banner is wanted besides the icon.
    var isAlways: Bool
  }

  init(display: String?) throws(BannerError) {
    window = try BannerWindow(display: display)
  }

  var descriptor: Int32 { window.descriptor }
  var dueMilliseconds: Int? { window.dueMilliseconds }

  /// Handles what the X server said; what the employee has pressed meanwhile.
  mutating func handleEvents() throws(BannerError) -> [IndicatorReport] {
    try window.handleEvents()
    // A tray that has just gone is replaced before the agent asks; all else is seen at its check.
    if shown != nil, sign != nil, !window.hasIcon { try showBanner() }
    return Array(repeating: .hotKeyPressed, count: window.takePresses())
      + Array(repeating: .iconClicked, count: window.takeClicks())
  }

  mutating func show(
    _ style: ProcessMessages.BannerStyle, text: String, always: Bool
  ) throws(BannerError) {
    let next = Shown(style: style, text: text, isAlways: always)
    if next != shown { trayProofs = 0 }
    shown = next
    paintIcon()
    guard trayProofs < Self.enoughProofs else { return }
    if always || window.iconProof() != .visible { try showBanner() }
  }

  mutating func hide() {
    shown = nil
    trayProofs = 0
    paintIcon()
    hideBanner()
  }

  mutating func setHotKey(_ key: String?) -> Bool { window.setHotKey(key) }

  mutating func setIcon(_ sign: IconSign?, text: String) {
    self.sign = sign
    signText = text
    paintIcon()
  }

  /// What can be seen now, an icon first; nil where nothing can.
  ///
  /// What is not shown yet is, so that it may be seen the next time or at once.
  mutating func seen(tray place: TrayPlace?) throws(BannerError) -> SeenIndicator? {
    if shown?.isAlways == false {
      if try isProved(place) { return .trayItem }
      switch window.iconProof() {
      case .visible:
        hideBanner()
        return .embeddedIcon
      case .displayLost: throw .displayLost
      case .covered, .unmapped: break
      }
    }
    try showBanner()
    switch window.proof() {
    case .visible: return .banner
    case .displayLost: throw .displayLost
    case .covered, .unmapped: return nil
    }
  }

  /// Whether the item at the place that its host tells was now seen for long enough.
  private mutating func isProved(_ place: TrayPlace?) throws(BannerError) -> Bool {
    guard let place else {
      trayProofs = 0
      return false
    }
    switch window.proof(ofHosted: place.item, in: place.panel, by: place.process) {
    case .visible: trayProofs = min(trayProofs + 1, Self.enoughProofs)
    case .displayLost: throw .displayLost
    case .covered, .unmapped: trayProofs = 0
    }
    guard trayProofs == Self.enoughProofs else { return false }
    hideBanner()
    return true
  }

  private mutating func showBanner() throws(BannerError) {
    guard let shown, shown != banner else { return }
    try window.show(text: shown.text, style: Banner.BannerStyle(shown.style))
    banner = shown
  }

  private mutating func hideBanner() {
    window.hide()
    banner = nil
  }

  /// While a call is filmed the icon says so, whatever was said before.
  private mutating func paintIcon() {
    let next: IconSign? =
      switch (sign, shown?.style) {
      case (nil, _): nil
      case (_, .recording?): .recording
      case (.privateOn, .paused?): .privateOn
      case (_, .paused?): .held
      case (let sign, nil): sign
      }
    let words = next == sign ? signText : shown?.text ?? signText
    defer { window.nameIcon(words) }
    guard next != painted else { return }
    painted = next
    window.showIcon(next.map { sign in { TrayIcon(AgentState(sign)).pixels(size: $0) } })
  }
}

extension Banner.BannerStyle {
  fileprivate init(_ style: ProcessMessages.BannerStyle) {
    switch style {
    case .recording: self = .recording
    case .paused: self = .paused
    }
  }
}

extension AgentState {
  fileprivate init(_ sign: IconSign) {
    switch sign {
    case .idle: self = .idle
    case .armed: self = .armed
    case .recording: self = .recording
    case .held: self = .held
    case .privateOn: self = .privateOn
    case .off: self = .off
    }
  }
}
