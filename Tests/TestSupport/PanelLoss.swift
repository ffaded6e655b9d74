import Glibc
import LinuxSystem

/// How a panel on a desk comes not to show its tray any more.
package enum PanelLoss: String, CaseIterable, Sendable {
  case covered
  case hidden
  case stopped
  case killed
}

extension TrayHost {
  /// Takes the panel from sight; what was done undoes it where that can be done.
  package func lose(_ loss: PanelLoss) throws -> () throws -> Void {
    switch loss {
    case .covered:
      let cover = try desk.window("cover", title: "Cover", geometry: "640x70+0+410")
      try cover.paint("0000ff")
      try cover.tell("raise")
      try cover.sync()
      return { cover.close() }
    case .hidden:
      let dock = try dock()
      try desk.run("xdotool", "windowunmap", "--sync", dock)
      return { [desk] in try desk.run("xdotool", "windowmap", "--sync", dock) }
    case .stopped:
      let processes = family
      for process in processes { try desk.stop(process) }
      return { for process in processes { kill(process, SIGCONT) } }
    case .killed:
      for process in family { kill(process, SIGKILL) }
      return { [self] in try startAgain() }
    }
  }

  /// The panel and what shows its parts; MATE's are started by the session bus.
  private var family: [Int32] {
    let applets = ((try? Files.list("/proc")) ?? []).compactMap { Int32($0) }.filter {
      ProcessTable.text($0, "comm").hasPrefix("notification-ar")
        && ProcessTable.text($0, "environ").contains("HOME=" + desk.root)
    }
    return [program.identifier] + ProcessTable.processes(below: program.identifier) + applets
  }

  /// The X server's number for the panel's window.
  private func dock() throws -> String {
    for line in try desk.run("xwininfo", "-root", "-children").split(separator: "\n") {
      guard let number = line.split(separator: " ").first, number.hasPrefix("0x") else { continue }
      let kind = try desk.run("xprop", "-id", String(number), "_NET_WM_WINDOW_TYPE")
      if kind.contains("_DOCK") { return String(number) }
    }
    throw TestTimeout("a dock")
  }
}
