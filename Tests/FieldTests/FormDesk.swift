import Geometry
import LinuxSystem
import TestSupport

/// A program with a form.
enum FormProgram: String, CaseIterable, Sendable {
  case gtk3, gtk4, qt5, qt6, swing, firefox, chromium

  static let folder =
    #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Programs"

  var isBrowser: Bool { self == .firefox || self == .chromium }

  /// `page`: what a browser shows; `home`: where it may write.
  func command(page: String, home: String, isPrivate: Bool = false) -> [String] {
    switch self {
    case .firefox:
      ["firefox-esr", "--new-instance", "--no-remote", "--profile", home + "/firefox"]
        + (isPrivate ? ["--private-window"] : []) + [page]
    case .chromium:
      [
        "chromium", "--no-sandbox", "--force-renderer-accessibility", "--no-first-run",
        "--disable-gpu", "--password-store=basic", "--user-data-dir=" + home + "/chromium",
      ] + (isPrivate ? ["--incognito"] : []) + [page]
    case .swing:
      // The window's class is the name of the program's.
      [
        "/bin/sh", "-c",
        """
        mkdir -p "$0" && javac -d "$0" \(Self.folder)/Swing.java && exec java \
        -Djavax.accessibility.assistive_technologies=org.GNOME.Accessibility.AtkWrapper \
        -cp "$0":/usr/share/java/java-atk-wrapper.jar Swing "$@"
        """, home + "/classes",
      ]
    default: ["/usr/bin/python3", Self.folder + "/\(rawValue).py"]
    }
  }
}

/// A desk with a window manager, whose policy films forms that have to be asked for their fields.
struct FormDesk {
  let desk: Desk
  private let server: TestProgram
  private let serverLog: TemporaryDirectory
  private let port: Substring

  /// `more`: further tables of the policy; `isAsked`: whether programs are asked for their fields.
  init(companion: [String] = ["openbox"], more: String = "", isAsked: Bool = true) throws {
    serverLog = try TemporaryDirectory()
    server = try TestProgram(
      "/usr/bin/python3",
      ["-u", "-m", "http.server", "--bind", "127.0.0.1", "--directory", FormProgram.folder, "0"],
      environment: ["PATH=/usr/bin:/bin"], log: serverLog.path + "/requests")
    let words = try server.line()?.split(separator: " ") ?? []
    guard let index = words.firstIndex(of: "port"), index + 1 < words.count else {
      throw TestTimeout("a server of pages")
    }
    port = words[index + 1]
    var setting = Desk.Setting()
    setting.screen = PixelSize(width: 1000, height: 700)
    setting.terms.windows =
      isAsked ? Self.windows("http://127.0.0.1:\(port)/") : Self.unaskedWindows
    setting.companion = companion
    setting.terms.more = more
    desk = try Desk(setting)
    let deadline = Clock.bootMilliseconds + 10_000
    while try !isAccessible() {
      guard Clock.bootMilliseconds < deadline else { throw TestTimeout("accessibility") }
      try desk.pass(milliseconds: 20)
    }
    try Files.makeDirectories(desk.root + "/firefox")
    try Files.create(path: desk.root + "/firefox/user.js", Array(Self.preferences.utf8))
  }

  /// Whether the agent has switched accessibility on in the session.
  func isAccessible() throws -> Bool {
    try desk.run(
      "busctl", "--user", "get-property", "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status",
      "IsEnabled"
    ).contains("true")
  }

  /// Processes of this session; what a bus has started is no child of the test's.
  func processes(where isWanted: (Int32) -> Bool) throws -> [Int32] {
    try Files.list("/proc").compactMap { Int32($0) }.filter {
      isWanted($0) && ProcessTable.text($0, "environ").contains("HOME=" + desk.root)
    }
  }

  /// The daemon of the accessibility bus.
  func accessibilityBus() throws -> Int32 {
    let found = try processes {
      ProcessTable.text($0, "comm").hasPrefix("dbus-daemon")
        && ProcessTable.text($0, "cmdline").contains("at-spi")
    }
    guard found.count == 1 else { throw TestTimeout("one accessibility bus, not \(found)") }
    return found[0]
  }

  private static func windows(_ pages: String) -> String {
    let browsers = ["firefox-esr", "Chromium"].map { name in
      """
      [[window]]
      application = "desk"
      class = "\(name)"
      url = "\(pages)*"
      area = "document"

      """
    }
    let forms = ["form", "Swing"].map { name in
      """
      [[window]]
      application = "desk"
      class = "\(name)"

      """
    }
    return (forms + browsers).joined()
  }

  /// The same without the browsers, whose pages are never filmed unasked (F5); accessibility is
  /// switched on for a window that no program has.
  private static let unaskedWindows =
    ["form", "Swing", "nobody"].map { name in
      """
      [[window]]
      application = "desk"
      class = "\(name)"
      accessibility = "\(name == "nobody" ? "required" : "none-needed")"

      """
    }.joined()

  /// No pages of its own, no questions.
  private static let preferences = """
    user_pref("browser.aboutwelcome.enabled", false);
    user_pref("browser.shell.checkDefaultBrowser", false);
    user_pref("browser.startup.homepage_override.mstone", "ignore");
    user_pref("datareporting.policy.dataSubmissionEnabled", false);
    user_pref("startup.homepage_welcome_url", "");
    user_pref("trailhead.firstrun.didSeeAboutWelcome", true);
    user_pref("network.captive-portal-service.enabled", false);
    user_pref("network.connectivity-service.enabled", false);
    user_pref("app.normandy.enabled", false);

    """

  /// Starts a program and waits until its form is on the screen.
  ///
  /// `times`: how often a browser has shown a page then; `further`: a page in a second tab. With a
  /// name the red field is an ordinary one that is called so; a browser's page says that itself.
  func start(
    _ program: FormProgram, page: String = "form.html", host: String = "127.0.0.1",
    also further: String? = nil, named name: String? = nil, isPrivate: Bool = false,
    more: [String] = [], times: Int = 1
  ) throws -> TestProgram {
    var command = program.command(
      page: address(of: page, host), home: desk.root, isPrivate: isPrivate)
    if let name, !program.isBrowser { command.append(name) }
    if let further { command.append(address(of: further, host)) }
    let started = try TestProgram(
      command[0], Array(command.dropFirst()), environment: desk.environment + more,
      log: desk.root + "/program.log")
    if program.isBrowser {
      try awaitRequest("shown", times: times)
    } else {
      guard try started.line(milliseconds: 30_000) == "shown" else {
        throw TestTimeout("\(program): \(log)")
      }
    }
    return started
  }

  private func address(of page: String, _ host: String) -> String {
    "http://\(host):\(port)/\(page)"
  }

  /// Waits until a page has asked for `name` as often as that.
  func awaitRequest(_ name: String, times: Int = 1) throws {
    let deadline = Clock.bootMilliseconds + 60_000
    while try requests.split(separator: "\n").count(where: { $0.contains("/\(name) ") }) < times {
      guard Clock.bootMilliseconds < deadline else {
        throw TestTimeout("the page's word \(name): \(try requests) \(log)")
      }
      try desk.pass(milliseconds: 20)
    }
  }

  private var requests: String {
    get throws {
      let bytes = try Files.read(path: serverLog.path + "/requests", limit: 1 << 20)
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Waits until a window of a class shows; xdotool alone would wait for ever.
  func awaitWindow(ofClass name: String) throws {
    try desk.run("timeout", "30", "xdotool", "search", "--sync", "--onlyvisible", "--class", name)
  }

  /// What the program has complained about.
  var log: String {
    let bytes = (try? Files.read(path: desk.root + "/program.log", limit: 1 << 20)) ?? []
    return String(decoding: bytes, as: UTF8.self)
  }
}
