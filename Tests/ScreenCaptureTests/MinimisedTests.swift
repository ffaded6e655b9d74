import CX11
import Geometry
import Redaction
import TestSupport
import Testing

@testable import ScreenCapture

/// What a window manager says of a window that it keeps mapped while it is minimised.
enum MinimisedMark: CaseIterable {
  case hidden, iconic

  func set(_ isSet: Bool, on window: Window, by client: borrowing RawClient) {
    switch self {
    case .hidden:
      let names = ["_NET_WM_STATE_SKIP_PAGER"] + (isSet ? ["_NET_WM_STATE_HIDDEN"] : [])
      let atoms = names.map { XInternAtom(client.handle, $0, 0) }
      client.setWords("_NET_WM_STATE", type: XA_ATOM, atoms, of: window)
    case .iconic:
      let type = XInternAtom(client.handle, "WM_STATE", 0)
      client.setWords(
        "WM_STATE", type: type, [UInt(isSet ? IconicState : NormalState), 0], of: window)
    }
  }
}

extension RawClient {
  func setWords(_ property: String, type: Atom, _ words: [UInt], of window: Window) {
    words.withUnsafeBytes { bytes in
      _ = XChangeProperty(
        handle, window, XInternAtom(handle, property, 0), type, 32, PropModeReplace,
        bytes.bindMemory(to: UInt8.self).baseAddress, Int32(words.count))
    }
    sync()
  }
}

/// Some window managers keep minimised windows mapped, below a window that takes all input.
@Suite("Minimised windows that stay mapped", .serialized, .timeLimit(.minutes(1)))
struct MinimisedTests {
  let place = PixelRegion(x: 40, y: 40, width: 200, height: 120)
  let inside = PixelRegion(x: 100, y: 60, width: 60, height: 40)

  @Test("are not filmed, and are when they come back", arguments: MinimisedMark.allCases)
  func fromTheBeginning(mark: MinimisedMark) throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let manager = try RawClient(server.display)
    let listed = client.show(place, red)
    mark.set(true, on: listed, by: manager)
    let screen = PixelRegion(x: 0, y: 0, width: 320, height: 240)
    manager.map(
      manager.make(
        screen, .init(windowClass: "guard", isOverrideRedirect: true, isInputOnly: true)))
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    client.paint(listed, green)
    try film.settle(&capture)
    #expect(film.shownPixels == 0)
    #expect(capture.imageRequests == 0)
    client.paint(listed, blue)
    mark.set(false, on: listed, by: manager)
    try film.settle(&capture)
    #expect(film.values(in: place) == [luma(blue)])
    #expect(film.everSeen == [luma(blue)])
  }

  @Test("take their dialogs and popups along", arguments: MinimisedMark.allCases)
  func dependants(mark: MinimisedMark) throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let manager = try RawClient(server.display)
    let listed = client.show(place, red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    let dialog = client.show(inside, blue, .init(windowClass: "dialog", owner: listed))
    let popup = client.show(
      PixelRegion(x: 260, y: 0, width: 30, height: 30), blue,
      .init(windowClass: "popup", isOverrideRedirect: true, owner: dialog))
    try film.settle(&capture)
    #expect(Set(film.windows.map(\.window.number)) == [listed, dialog, popup])
    mark.set(true, on: dialog, by: manager)
    #expect(try film.tick(&capture)?.windows.map(\.window.number) == [listed])
    mark.set(false, on: dialog, by: manager)
    try film.settle(&capture)
    #expect(film.windows.count == 3)
    mark.set(true, on: listed, by: manager)
    #expect(try film.tick(&capture)?.windows == [])
    let images = capture.imageRequests
    for window in [listed, dialog, popup] { client.paint(window, green) }
    try film.settle(&capture)
    #expect(capture.imageRequests == images)
    for window in [listed, dialog, popup] { client.paint(window, blue) }
    mark.set(false, on: listed, by: manager)
    try film.settle(&capture)
    #expect(film.windows.count == 3)
    #expect(film.everSeen == [luma(red), luma(blue)])
  }

  @Test("of one that is minimised while it is looked at nothing shows")
  func meanwhile() throws {
    let server = try XServer(width: 320, height: 240)
    let client = try RawClient(server.display)
    let listed = client.show(place, red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    client.paint(listed, green)
    let images = capture.imageRequests
    var asked = 0
    try film.tick(&capture) {
      asked += 1
      // Right after the reply to the image request.
      if asked == 5 { MinimisedMark.hidden.set(true, on: listed, by: client) }
      return true
    }
    #expect(capture.imageRequests == images + 1)
    #expect(film.windows.isEmpty && film.everSeen == [luma(red)])
  }
}
