/// Where the recorder finds its agent and its display.
package struct RecorderPlace: Sendable {
  /// The descriptor of the connected socket to the agent.
  package var agent: Int32
  /// The X display's name; nil where the session has none.
  package var display: String?
  package var waylandDisplay: String?
  package var sessionType: String?

  package init(
    agent: Int32, display: String?, waylandDisplay: String?, sessionType: String?
  ) {
    self.agent = agent
    self.display = display
    self.waylandDisplay = waylandDisplay
    self.sessionType = sessionType
  }
}
