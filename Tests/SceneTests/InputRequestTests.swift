import CXScene
import LinuxSystem
import TestSupport
import Testing

/// Every request of indicator and recorder that has to do with input, as the X server saw it (P11).
@Suite("Requests for input", .serialized) struct InputRequestTests {
  @Test(
    "are grabs of the private hot key, and of no other; none without one", arguments: [true, false])
  func requests(hasKey: Bool) throws {
    var setting = Desk.Setting()
    if hasKey { setting.terms.more = "[private]\nhotkey = \"Control+Alt+p\"" }
    let desk = try Desk(setting)
    let log = try InputRequestLog(desk.display)
    // All programs connect anew, so that nothing was asked before.
    try desk.restartAgent()
    let window = try desk.window()
    try window.paint("808080")
    let call = try desk.callUntilRecorded()
    for index in 0..<10 {
      try window.paint(index.isMultiple(of: 2) ? "404040" : "808080")
      try desk.pass(milliseconds: 200)
      log.serve()
    }
    try desk.setPrivate(true)
    try desk.pass(milliseconds: 200)
    try desk.setPrivate(false)
    try desk.pass(milliseconds: 500)
    try desk.hangUp(call)
    log.finish()
    print("requests by client: \(log.requests.values.sorted())")
    // The window, the indicator and the recorder at least.
    #expect(log.requests.count >= 3 && log.requests.values.reduce(0, +) > 200)
    #expect(log.faults.isEmpty, "\(log.faults.prefix(5))")
    // The indicator of the agent before may have been about to.
    #expect(Set(log.grabs.map(\.client)).count <= 2)
    #expect(log.grabs.allSatisfy { $0.window == log.root && $0.key == log.keyCode("p") })
    let asked = ControlMask | Mod1Mask
    let locks = [0, LockMask, Mod2Mask, LockMask | Mod2Mask].map { Int(asked) | Int($0) }
    #expect(Set(log.grabs.map(\.modifiers)) == (hasKey ? Set(locks) : []))
  }

  @Test("would be seen if a program made them") func seen() throws {
    let server = try XServer()
    let log = try InputRequestLog(server.display)
    guard let client = XOpenDisplay(server.display) else { throw TestTimeout("a client") }
    defer { XCloseDisplay(client) }
    let root = XDefaultRootWindow(client)
    XGrabKeyboard(client, root, 0, GrabModeAsync, GrabModeAsync, 0)
    var keys = [CChar](repeating: 0, count: 32)
    XQueryKeymap(client, &keys)
    XSelectInput(client, root, KeyPressMask)
    XConvertSelection(client, 1, 31, 0, root, 0)
    XGrabKey(client, 38, 0, root, 0, GrabModeAsync, GrabModeAsync)
    XSync(client, 0)
    log.finish()
    for words in ["GrabKeyboard", "QueryKeymap", "key events of", "ConvertSelection"] {
      #expect(log.faults.contains { $0.contains(words) }, "\(words) in \(log.faults)")
    }
    #expect(log.grabs.map(\.key) == [38])
  }
}
