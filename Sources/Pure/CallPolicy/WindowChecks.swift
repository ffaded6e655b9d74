internal import Geometry
internal import Patterns

extension Policy {
  func checkWindows(_ faults: inout PolicyFaults) {
    if filmedWindows.isEmpty {
      faults.add(
        "window", .f5, "no window belongs to campaign.application",
        advice: "list the windows of the business application")
    }
    for (index, window) in windows.enumerated() {
      let key = "window[\(index)]"
      faults.require(window.application, key + ".application", .f5)
      checkClass(window, key, &faults)
      if let executable = window.executable { checkExecutable(executable, key, &faults) }
      if let url = window.url { checkAddress(url, key + ".url", &faults) }
    }
  }

  private func checkClass(_ window: WindowRule, _ key: String, _ faults: inout PolicyFaults) {
    let windowClass = window.windowClass
    if windowClass.namesNothing {
      faults.add(
        key + ".class", .f5, "matches every window", advice: "the class of the business window")
      return
    }
    if let kind = ProgramLists.refusedKind(windowClass) {
      faults.add(key + ".class", .f5, "is the class of \(kind), which cannot be listed")
    }
    guard ProgramLists.isBrowser(windowClass) else { return }
    if window.url == nil {
      faults.add(
        key + ".class", .f5, "is the class of a browser", advice: "give the application's url too")
    } else if window.area == .window {
      faults.add(
        key + ".area", .n18, "would show a browser's tabs and address bar",
        advice: "area = \"document\"")
    }
  }

  private func checkExecutable(
    _ executable: WildcardPattern, _ key: String, _ faults: inout PolicyFaults
  ) {
    guard executable.text.hasPrefix("/") else {
      faults.add(key + ".executable", .f5, "is not an absolute path")
      return
    }
    let name = WildcardPattern(String(executable.text.split(separator: "/").last ?? ""))
    if !name.namesNothing, let kind = ProgramLists.refusedKind(name) {
      faults.add(key + ".executable", .f5, "is \(kind), which cannot be listed")
    }
  }

  private func checkAddress(_ url: WildcardPattern, _ key: String, _ faults: inout PolicyFaults) {
    guard let scheme = ["https://", "http://"].first(where: url.text.hasPrefix) else {
      faults.add(key, .f5, "does not begin with https:// or http://")
      return
    }
    let rest = url.text.dropFirst(scheme.count)
    let authority = rest.prefix { $0 != "/" }
    guard !authority.contains("*"), !authority.contains("@") else {
      faults.add(
        key, .f5, "has a wildcard or a user in its host", advice: "name the application's host")
      return
    }
    guard !authority.isEmpty, authority.utf8.count < rest.utf8.count else {
      faults.add(key, .f5, "names no page", advice: "a host and a path, as https://crm.example/*")
      return
    }
    let host = authority.prefix { $0 != ":" }
    if ProgramLists.refusedHosts.contains(host.lowercased()) {
      faults.add(key, .n18, "is mail or chat, which cannot be listed")
    }
  }

  func checkSensitive(_ faults: inout PolicyFaults) {
    for (index, rule) in sensitive.enumerated() {
      let key = "sensitive[\(index)]"
      faults.require(rule.application, key + ".application", .n16)
      switch rule.field {
      case .name(let pattern): faults.require(pattern.text, key + ".name", .n16)
      case .label(let pattern): faults.require(pattern.text, key + ".label", .n16)
      case .role(let pattern): faults.require(pattern.text, key + ".role", .n16)
      case .region(let region):
        if region.isEmpty || region.x < 0 || region.y < 0 {
          faults.add(key + ".region", .n16, "lies outside the window or is empty")
        }
      }
    }
  }
}
