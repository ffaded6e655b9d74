import AgentService
import Testing

@Suite("The next X server") struct DisplayReturnTests {
  @Test(
    "is looked for by the number in a local display's name",
    arguments: [
      (":0", 0), (":12", 12), (":3.0", 3), ("unix:4", 4), ("unix:4.1", 4), ("", nil), (":", nil),
      (":x", nil), ("5", nil), ("localhost:10.0", nil), ("/tmp/launch/org:0", nil),
      ("[::1]:0", nil),
      (":-1", nil), (":+1", nil),
    ] as [(String, Int?)])
  func number(display: String, number: Int?) {
    #expect(DisplayReturn.number(of: display) == number)
  }
}
