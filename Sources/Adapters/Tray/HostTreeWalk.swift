import TrayContent

/// One look at all that the tray's host shows within its windows.
///
/// It lives in the answers that it waits for.
final class HostTreeWalk {
  /// A host that shows more, or nests it deeper, is not understood.
  private static let largest = 500
  private static let deepest = 24
  private static let frame: UInt32 = 23

  private let host: HostQuestions
  private let body: (HostTree?) -> Void
  private var objects: [HostedObject] = []
  private var seen: Set<String> = []
  /// Questions about objects that are not answered yet.
  private var open = 0
  private var isTooLarge = false

  private init(_ host: HostQuestions, _ body: @escaping (HostTree?) -> Void) {
    self.host = host
    self.body = body
  }

  /// Calls `body` once; nil where the host is not understood.
  static func look(at host: HostQuestions, _ body: @escaping (HostTree?) -> Void) {
    let walk = HostTreeWalk(host, body)
    host.windows { windows in
      guard !windows.isEmpty else { return body(nil) }
      walk.open += 1
      for window in windows { walk.visit(window, in: nil, depth: 0) }
      walk.close()
    }
  }

  private func visit(_ path: String, in window: String?, depth: Int) {
    guard seen.insert(path).inserted else { return }
    guard seen.count <= Self.largest, depth <= Self.deepest else {
      isTooLarge = true
      return
    }
    open += 1
    host.role(of: path) { [self] role in
      guard let role else { return close() }
      let window = window ?? (role == Self.frame ? path : nil)
      open += 1
      host.children(of: path) { [self] children in
        for child in children ?? [] { visit(child, in: window, depth: depth + 1) }
        close()
      }
      host.text(.name, of: path) { [self] name in
        host.text(.description, of: path) { [self] description in
          if let name, let description, let window {
            objects.append(
              HostedObject(
                path: path, role: role, name: name, description: description, window: window))
          }
          close()
        }
      }
    }
  }

  private func close() {
    open -= 1
    guard open == 0 else { return }
    body(isTooLarge ? nil : HostTree(objects))
  }
}
