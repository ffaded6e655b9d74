extension Desk {
  /// What xwininfo says of the banner, or of the first of several; the window need not be mapped.
  package func banner() throws -> String { try run("xwininfo", "-id", bannerWindow()) }

  /// The banner's name, as it is read to who does not see it.
  package func bannerName() throws -> String {
    try run("xprop", "-id", bannerWindow(), "_NET_WM_NAME")
  }

  /// The X server's number of its window; by its class, as its name says the state.
  private func bannerWindow() throws -> String {
    let windows = try run("xwininfo", "-root", "-children").split(separator: "\n")
    guard let line = windows.first(where: { $0.contains("(\"callreel-indicator\"") }),
      let number = line.split(separator: " ").first
    else { throw TestTimeout("a banner") }
    return String(number)
  }
}
