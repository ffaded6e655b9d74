import LinuxSystem
import ProcessMessages
import Sandbox

extension FilmOrder {
  /// Who tells the programs of windows; nil where the policy names none.
  ///
  /// Made before this process gives up what it takes to ask.
  func programReader() throws(SystemError) -> ProgramReader? {
    guard windows.contains(where: { $0.executable != nil }) else { return nil }
    return try ProgramReader { try Sandbox.giveUpAllButDescriptors() }
  }
}
