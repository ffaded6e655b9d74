internal import LinuxSystem
internal import Sandbox
internal import Telephony

/// The telephony sources that are programs of their own.
///
/// Each reads its settings as one line on standard input and prints what happens to calls, one JSON
/// object a line; it ends with its connection. See callreel-agent(1).
package enum CallSources {
  /// A softphone: baresip's control connection.
  package static func baresip() -> SourceEnd {
    NetworkSource.run(isSingle: true) { BaresipDialogue($0) }
  }

  /// The manager interface of an Asterisk.
  package static func manager() -> SourceEnd {
    NetworkSource.run(isSingle: false) { ManagerDialogue($0) }
  }

  /// Becomes the program that the policy names; returns only where that cannot be.
  ///
  /// It may open connections to other machines, and has no display and no bus.
  package static func program() -> SourceEnd {
    guard case .settings(let settings)? = OrderReader.firstLine(),
      let path = settings.command.first
    else { return .noSettings }
    do throws(SandboxError) { try Sandbox.giveUpLocalSockets() } catch { return .unprotected }
    _ = ProcessExit.become(
      path: path, arguments: settings.command, environment: Account.environment)
    return .unreachable
  }
}
