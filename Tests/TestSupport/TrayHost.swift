package import CallPolicy
package import Geometry
import LinuxSystem

/// A desktop's panel with a tray, on a desk's display.
package final class TrayHost {
  package enum Kind: String, CaseIterable, Sendable {
    case xfce = "xfce4-panel"
    case lxqt = "lxqt-panel"
    case mate = "mate-panel"
    /// A tray for XEmbed icons, and for nothing else.
    case trayer
  }

  package private(set) var program: TestProgram
  let desk: Desk
  private let kind: Kind
  private let environment: [String]
  /// Where the icon was last seen.
  private var place: PixelRegion?
  /// The menu that was opened last.
  private var menu: PixelRegion?

  /// Starts it; it is there when an icon is.
  package init(_ kind: Kind, on desk: Desk, isAccessible: Bool = false) throws {
    self.desk = desk
    let configuration = desk.root + "/xdg"
    switch kind {
    case .xfce:
      let folder = configuration + "/xfce4/xfconf/xfce-perchannel-xml"
      try Files.makeDirectories(folder)
      try Files.create(path: folder + "/xfce4-panel.xml", Array(Self.xfcePanel.utf8))
    case .lxqt:
      try Files.makeDirectories(configuration + "/lxqt")
      try Files.create(path: configuration + "/lxqt/panel.conf", Array(Self.lxqtPanel.utf8))
    case .mate:
      let folder = configuration + "/glib-2.0/settings"
      try Files.makeDirectories(folder)
      try Files.create(path: folder + "/keyfile", Array(Self.matePanel.utf8))
    case .trayer: break
    }
    if isAccessible {
      // As on any desktop with programs of GTK.
      try desk.run(
        "busctl", "--user", "call", "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
    }
    self.kind = kind
    environment =
      desk.environment + [
        "GSETTINGS_BACKEND=keyfile",
        isAccessible ? "QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1" : "NO_AT_BRIDGE=1",
      ]
    program = try TestProgram(
      kind.rawValue, Self.arguments(kind), environment: environment)
  }

  deinit { end() }

  /// Starts it once more, as a session does whose panel has ended.
  package func startAgain() throws {
    end()
    program = try TestProgram(
      kind.rawValue, Self.arguments(kind), environment: environment)
  }

  private func end() {
    let started = ProcessTable.processes(below: program.identifier)
    for process in started + [program.identifier] { TestProgram.end(process) }
    program.process.wait()
  }

  /// Waits until a person sees the icon of this state and of no other; where it is.
  @discardableResult package func waitForIcon(of state: AgentState) throws -> PixelRegion {
    let deadline = Clock.bootMilliseconds + 20_000
    while true {
      let picture = try ScreenPicture(of: desk)
      let shown = picture.shownState(near: place)
      if shown == state {
        let seen = picture.place(of: state, near: place).region
        place = seen
        return seen
      }
      guard Clock.bootMilliseconds < deadline else {
        throw TestTimeout("the icon of \(state); it is that of \(shown.map { "\($0)" } ?? "none")")
      }
    }
  }

  /// Clicks on the icon and waits for a menu.
  package func openMenu(at place: PixelRegion, button: String) throws {
    let before = try windows()
    try desk.run(
      "xdotool", "mousemove", "\(place.x + place.width / 2)", "\(place.y + place.height / 2)",
      "click", button)
    let deadline = Clock.bootMilliseconds + 10_000
    // A menu without its lines is a small one.
    while true {
      menu = try windows().subtracting(before).first { $0.width > 150 && $0.height > 150 }
      if menu != nil { break }
      guard Clock.bootMilliseconds < deadline else { throw TestTimeout("a menu") }
      try desk.pass(milliseconds: 20)
    }
    // GTK takes a click that soon follows for a part of the one that opened the menu.
    try desk.pass(milliseconds: 700)
    _ = try ScreenPicture(of: desk)
  }

  /// Clicks on a line of the menu, counted from 1 and without separators.
  package func chooseLine(_ line: Int, of count: Int) throws {
    guard let menu else { throw TestTimeout("a menu") }
    let y = menu.y + menu.height * (2 * line - 1) / (2 * count)
    try desk.run("xdotool", "mousemove", "\(menu.x + 60)", "\(y)", "click", "1")
  }

  /// The children of the root window, by where they are.
  private func windows() throws -> Set<PixelRegion> {
    let lines = try desk.run("xwininfo", "-root", "-children").split(separator: "\n")
    return Set(
      lines.compactMap { line in
        // The last but one word is WIDTHxHEIGHT+X+Y, the last the place on the screen.
        guard let word = line.split(separator: " ").dropLast().last, word.contains("x") else {
          return nil
        }
        let numbers = word.split { "x+".contains($0) }.compactMap { Int($0) }
        guard numbers.count == 4 else { return nil }
        return PixelRegion(x: numbers[2], y: numbers[3], width: numbers[0], height: numbers[1])
      })
  }

  private static func arguments(_ kind: Kind) -> [String] {
    switch kind {
    case .xfce: ["--disable-wm-check"]
    case .lxqt, .mate: []
    case .trayer:
      [
        "--edge", "bottom", "--align", "left", "--widthtype", "request", "--heighttype", "pixel",
        "--height", "26",
      ]
    }
  }

  private static let xfcePanel = """
    <?xml version="1.0" encoding="UTF-8"?>
    <channel name="xfce4-panel" version="1.0">
      <property name="configver" type="int" value="2"/>
      <property name="panels" type="array">
        <value type="int" value="1"/>
        <property name="panel-1" type="empty">
          <property name="position" type="string" value="p=8;x=0;y=0"/>
          <property name="length" type="uint" value="100"/>
          <property name="size" type="uint" value="30"/>
          <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
        </property>
      </property>
      <property name="plugins" type="empty">
        <property name="plugin-1" type="string" value="systray">
          <property name="known-items" type="array"/>
        </property>
      </property>
    </channel>

    """

  private static let matePanel = """
    [org/mate/panel/general]
    toplevel-id-list=['bottom']
    object-id-list=['tray']

    [org/mate/panel/toplevels/bottom]
    expand=true
    orientation='bottom'
    size=26

    [org/mate/panel/objects/tray]
    object-type='applet'
    applet-iid='NotificationAreaAppletFactory::NotificationArea'
    toplevel-id='bottom'
    position=0
    panel-right-stick=false
    relative-to-edge='start'

    """

  private static let lxqtPanel = """
    [General]
    __userfile__=true

    [panel1]
    alignment=-1
    desktop=0
    height=32
    iconSize=22
    lineCount=1
    lockPanel=true
    panelSize=32
    plugins=statusnotifier
    position=Bottom
    width=100
    width-percent=true

    [statusnotifier]
    alignment=Left
    type=statusnotifier

    """
}
