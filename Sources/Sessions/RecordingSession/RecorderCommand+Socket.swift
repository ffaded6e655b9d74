import LinuxSystem
import ProcessMessages

extension RecorderCommand {
  /// The agent's next word, and a descriptor that came with it, which is the caller's; nil where
  /// the agent has gone or makes no sense.
  static func next(from agent: borrowing MessageSocket) -> (RecorderCommand, Int32?)? {
    guard let message = try? agent.receive(),
      let command = try? RecorderCommand(bytes: message.bytes)
    else { return nil }
    return (command, message.descriptors.first)
  }
}
