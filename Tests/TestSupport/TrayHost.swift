package import CallPolicy
package import Geometry
import LinuxSystem

/// A desktop's panel with a tray, on a desk's display.
package final class TrayHost {
  package enum Kind: String, CaseIterable, Sendable {
    case xfce = "xfce4-panel"
    case lxqt = "lxqt-panel"
    /// A tray for XEmbed icons, and for nothing else.
    case trayer
  }

  package let program: TestProgram
  private let desk: Desk
  /// Where the icon was last seen.
  private var place: PixelRegion?

  /// Starts it; it is there when an icon is.
  package init(_ kind: Kind, on desk: Desk) throws {
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
    case .trayer: break
    }
    program = try TestProgram(
      kind.rawValue, Self.arguments(kind),
      environment: desk.environment + ["NO_AT_BRIDGE=1"])
  }

  deinit {
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

  private static func arguments(_ kind: Kind) -> [String] {
    switch kind {
    case .xfce: ["--disable-wm-check"]
    case .lxqt: []
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
