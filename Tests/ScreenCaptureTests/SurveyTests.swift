import Geometry
import Redaction
import TestSupport
import Testing
import Timeline

@testable import ScreenCapture

/// Windows that are followed without a call (P1).
@Suite("A survey of windows") struct SurveyTests {
  @Test("tells where they are and asks for no pixel") func survey() throws {
    let server = try XServer()
    let client = try RawClient(server.display)
    let place = PixelRegion(x: 100, y: 100, width: 200, height: 120)
    let listed = client.show(place, blue)
    guard
      var survey = try WindowSurvey(
        display: server.display, at: .answered, matches: listing("listed"))
    else { throw TestTimeout("a display that can be filmed") }
    let before = try survey.windows(at: .answered + 300).map(\.frame)
    #expect(before == [place])
    client.move(listed, 40, 60)
    client.paint(listed, red)
    client.sync()
    let moved = PixelRegion(x: 40, y: 60, width: 200, height: 120)
    let after = try survey.windows(at: .answered + 600).map(\.frame)
    #expect(after == [moved])
    let requests = survey.imageRequests
    #expect(requests == 0)
  }
}
