/// What draws a program's windows, as far as its fields are reported differently.
package enum Toolkit: Equatable, Sendable {
  case gtk3
  case gtk4
  case qt
  case gecko
  case chromium
  /// Swing, through the bridge to ATK.
  case java
  /// What nobody has measured.
  case other

  /// From the ToolkitName of `org.a11y.atspi.Application`.
  package init(name: String) {
    switch name {
    case "gtk": self = .gtk3
    case "GTK": self = .gtk4
    case "Qt": self = .qt
    case "Gecko": self = .gecko
    case "Chromium": self = .chromium
    case "J2SE-access-bridge": self = .java
    default: self = .other
    }
  }

  /// How long after pixels are on the screen a program may still deny the field that they show, in
  /// milliseconds, with a reserve (callreel-redaction(7)).
  package var settle: Int64 {
    switch self {
    case .gtk3, .gtk4, .qt: 100
    case .gecko: 400
    case .chromium, .java, .other: 1000
    }
  }

  /// How long pixels must wait so that the slowest toolkit can be asked in time and answer.
  package static let longestWait: Int64 = 1500

  /// The least time between two scans of a program that keeps painting, in milliseconds.
  package var pause: Int64 {
    switch self {
    case .gtk3, .gtk4, .qt, .gecko: 100
    // A scan of a large page keeps it from drawing.
    case .chromium, .java, .other: 250
    }
  }

  /// How far apart scans of a window that keeps changing may be, in milliseconds: one may fail.
  package var reach: Int64 { 3 * pause }

  /// A window of a browser shows only while a document in it is known.
  package var isBrowser: Bool { self == .gecko || self == .chromium }

  /// Its address bar drops a list of what was typed and visited before over the page.
  package var drawsListsOverPages: Bool { self == .gecko }

  /// What is looked for in its programs, besides the fields that the policy names.
  package var searchedRoles: [UInt32] {
    [FieldRole.passwordText] + (isBrowser ? [FieldRole.documentWeb] : [])
      + (drawsListsOverPages ? [FieldRole.listBox] : [])
  }

  /// Where its fields are, it may tell from a copy, which Chromium renews twice a second; Firefox
  /// does so each time it draws, and others look when they are asked.
  package var tellsFromCopy: Bool {
    switch self {
    case .chromium, .other: true
    case .gtk3, .gtk4, .qt, .gecko, .java: false
    }
  }

  /// It keeps nothing of a field that another takes the place of: "show password".
  package var replacesFields: Bool { isBrowser }

  /// Its extents are pixels already; others give theirs before scaling.
  package var reportsPixels: Bool { self == .chromium }

  /// Its extents are asked for relative to the window: without its shadow, but in Java, which knows
  /// no better where a window is, with the window manager's borders.
  package var isWindowRelative: Bool { self == .gtk4 || self == .java }

  /// A window's first child is its content, which is all that lies within the borders.
  package var hasContentPane: Bool { self == .java }

  /// Its objects never say that they show.
  package var hidesShowing: Bool { self == .gtk4 }

  /// How far around a field is masked, in pixels.
  package func padding(scale: WindowScale) -> Int {
    switch self {
    case .gtk4: scale.pixels(16)
    default: scale == .one ? 4 : scale.pixels(2) + 2
    }
  }
}
