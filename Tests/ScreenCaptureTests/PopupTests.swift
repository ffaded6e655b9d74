import CX11
import Geometry
import Redaction
import TestSupport
import Testing

@testable import ScreenCapture

@Suite("Dialogs and popups", .serialized, .timeLimit(.minutes(1)))
struct PopupTests {
  let place = PixelRegion(x: 40, y: 40, width: 300, height: 200)
  let inside = PixelRegion(x: 100, y: 100, width: 80, height: 60)
  let popup = RawClient.Look(windowClass: "popup", isOverrideRedirect: true)

  private func look(owner: Window?, isPopup: Bool) -> RawClient.Look {
    .init(windowClass: "other", isOverrideRedirect: isPopup, owner: owner)
  }

  @Test(
    "show with the listed window of the same client that they belong to", arguments: [true, false])
  func transient(isPopup: Bool) throws {
    let server = try XServer(width: 360, height: 260)
    let client = try RawClient(server.display)
    let other = try RawClient(server.display)
    let listed = client.show(place, red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    let between = client.make(inside, look(owner: listed, isPopup: false))
    let own = client.show(inside, blue, look(owner: between, isPopup: isPopup))
    for _ in 0..<6 { try film.tick(&capture) }
    #expect(film.values(in: inside) == [luma(blue)])
    #expect(
      film.windows.first { $0.window.number == own }?.owner == WindowID(xid: listed))
    // What another client says of itself is not believed.
    let strange = other.show(inside, green, look(owner: listed, isPopup: isPopup))
    for _ in 0..<6 { try film.tick(&capture) }
    #expect(film.values(in: inside) == [nil])
    other.destroy(strange)
    client.paint(own, blue)
    try film.settle(&capture)
    #expect(film.values(in: inside) == [luma(blue)])
    client.setOwner(own, of: own)
    #expect(try film.tick(&capture)?.windows.map(\.window.number) == [listed])
    client.setOwner(listed, of: own)
    for _ in 0..<6 { try film.tick(&capture) }
    #expect(film.values(in: inside) == [luma(blue)])
    client.unmap(listed)
    #expect(try film.tick(&capture)?.windows == [])
    client.map(listed)
    client.setTitle("window", of: listed)
    try film.settle(&capture)
    client.destroy(listed)
    #expect(try film.tick(&capture)?.windows == [])
    #expect(film.everSeen.isSubset(of: [luma(red), luma(blue)]))
  }

  @Test("a popup shows that was opened from a focused listed window, of the same client")
  func focused() throws {
    let server = try XServer(width: 360, height: 260)
    let client = try RawClient(server.display)
    let other = try RawClient(server.display)
    let listed = client.show(place, red)
    let child = client.show(PixelRegion(x: 0, y: 0, width: 9, height: 9), red, .init(), in: listed)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    for (opener, isFocused, isShown) in [(0, false, false), (0, true, true), (1, true, false)] {
      client.focus(isFocused ? child : client.root)
      let menu = client.make(inside, popup)
      let strange = other.make(inside, popup)
      try film.settle(&capture)
      if opener == 0 {
        client.map(menu)
        client.paint(menu, blue)
      } else {
        other.map(strange)
        other.paint(strange, green)
      }
      for _ in 0..<6 { try film.tick(&capture) }
      #expect(film.values(in: inside) == [isShown ? luma(blue) : nil])
      client.destroy(menu)
      other.destroy(strange)
      client.paint(listed, red)
      try film.settle(&capture)
      #expect(film.values(in: inside) == [luma(red)])
    }
    #expect(film.everSeen == [luma(red), luma(blue)])
  }

  @Test("a popup that comes again is asked anew who opened it before it shows")
  func reopened() throws {
    let server = try XServer(width: 360, height: 260)
    let client = try RawClient(server.display)
    let listed = client.show(place, red)
    let unlisted = client.show(PixelRegion(x: 0, y: 0, width: 20, height: 20), red, popup)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    client.focus(listed)
    let menu = client.show(inside, blue, popup)
    for _ in 0..<6 { try film.tick(&capture) }
    #expect(film.values(in: inside) == [luma(blue)])
    // Something to ask the X server, so that the popup's report comes after the asking.
    client.setTitle("changed", of: listed)
    client.sync()
    var asked = 0
    try film.tick(&capture) {
      asked += 1
      guard asked == 1 else { return true }
      client.unmap(menu)
      client.focus(unlisted)
      client.map(menu)
      client.paint(menu, green)
      return true
    }
    try film.settle(&capture)
    #expect(film.values(in: inside) == [nil])
    #expect(film.everSeen == [luma(red), luma(blue)])
  }

  @Test("a popup that names an unlisted window is that one's, whoever has the focus")
  func named() throws {
    let server = try XServer(width: 360, height: 260)
    let client = try RawClient(server.display)
    let listed = client.show(place, red)
    let unlisted = client.make(inside, look(owner: nil, isPopup: false))
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    client.focus(listed)
    let menu = client.show(inside, blue, look(owner: unlisted, isPopup: true))
    for _ in 0..<6 { try film.tick(&capture) }
    #expect(film.values(in: inside) == [nil])
    client.setOwner(listed, of: menu)
    for _ in 0..<6 { try film.tick(&capture) }
    #expect(film.values(in: inside) == [luma(blue)])
  }

  @Test("a chain of any length or in a circle ends")
  func chains() throws {
    let server = try XServer(width: 360, height: 260)
    let client = try RawClient(server.display)
    var owner = client.show(place, red)
    var capture = try capture(on: server)
    var film = Film(capture.rootSize)
    try film.settle(&capture)
    for step in 1...9 {
      owner = client.make(inside, look(owner: owner, isPopup: true))
      client.map(owner)
      client.paint(owner, blue)
      try film.settle(&capture)
      #expect(film.windows.count == 1 + min(step, 8))
    }
    let one = client.make(inside, look(owner: nil, isPopup: true))
    client.setOwner(client.make(inside, look(owner: one, isPopup: true)), of: one)
    client.map(one)
    try film.settle(&capture)
    #expect(film.windows.count == 9)
  }
}
