import LinuxSystem

extension Desk {
  /// Prints what programs say of what they show, to whoever asks.
  private static let reader = """
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi

    def tell(node, depth):
        if node is None or depth > 12:
            return
        print(node.get_name(), node.get_description())
        for index in range(node.get_child_count()):
            tell(node.get_child_at_index(index), depth + 1)

    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        tell(desktop.get_child_at_index(index), 0)
    """

  /// Waits until a screen reader finds these words.
  package func waitUntilRead(_ words: String) throws {
    let deadline = Clock.bootMilliseconds + 15_000
    while true {
      let said = try run("/usr/bin/python3", "-c", Self.reader)
      if said.contains(words) { return }
      guard Clock.bootMilliseconds < deadline else { throw TestTimeout("\(words) in \(said)") }
    }
  }
}
