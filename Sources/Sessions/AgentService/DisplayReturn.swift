import LinuxSystem

/// Waits for an X server under a name that nobody answers to.
///
/// Server :N of this machine listens at `/tmp/.X11-unix/XN` (X(7)): the directory tells when that
/// socket is made. It may be there before the server answers, so a look may be repeated, a few
/// times and ever later; then only the directory wakes anybody.
package final class DisplayReturn {
  private static let folder = "/tmp/.X11-unix"
  private static let looks = 5
  private static let firstPause: Int64 = 100_000_000

  private let name: String
  private let files: DirectoryWatch
  private let timer: TimerDescriptor
  private var looksLeft = 0
  private var pause: Int64 = 0

  /// Nil where the name is of no server of this machine, or its directory cannot be watched.
  init?(display: String?) {
    guard let display, let number = Self.number(of: display) else { return nil }
    name = "X\(number)"
    do throws(SystemError) {
      files = try DirectoryWatch()
      timer = try TimerDescriptor()
      try files.add(Self.folder, for: .names)
    } catch {
      return nil
    }
    // It may have come back before it was watched for, or never have gone.
    _ = hasSocket()
  }

  var watches: [Waiting.Watch] { [.init(files.rawValue), .init(timer.rawValue)] }

  /// Whether it is time to look for the server, by the descriptors that are ready.
  func isDue(_ ready: Set<Int32>) -> Bool {
    if ready.contains(files.rawValue) {
      // Empty: the kernel dropped what it was.
      let isNew = !files.changedNames().isDisjoint(with: [name, ""])
      if isNew, hasSocket() { return true }
    }
    guard ready.contains(timer.rawValue), timer.expirations() > 0 else { return false }
    looksLeft -= 1
    pause *= 2
    try? timer.repeatEvery(nanoseconds: looksLeft > 0 ? pause : 0)
    return true
  }

  /// The `N` of `:N`, `:N.S` or `unix:N.S`.
  package static func number(of display: String) -> Int? {
    guard let colon = display.lastIndex(of: ":"), ["", "unix"].contains(display[..<colon]) else {
      return nil
    }
    let digits = display[colon...].dropFirst().prefix { $0 != "." }
    return digits.allSatisfy { ("0"..."9").contains($0) } ? Int(digits) : nil
  }

  /// Whether there is a socket; the looks at it begin anew.
  private func hasSocket() -> Bool {
    let isThere = Files.exists(Self.folder + "/" + name)
    looksLeft = isThere ? Self.looks : 0
    pause = Self.firstPause
    try? timer.repeatEvery(nanoseconds: isThere ? pause : 0)
    return isThere
  }
}
