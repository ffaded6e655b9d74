import LinuxSystem
import Timeline

/// A real baresip without a sound card, on loopback; it ends with the value.
///
/// It is commanded on its console, which leaves the control connection to Callreel.
package final class Softphone {
  package let address: String
  /// Where its module ctrl_tcp listens.
  package let controlPort: UInt16
  private let folder: String
  private let console: Descriptor
  private var program: TestProgram

  /// `user`: the user of its SIP address.
  package init(user: String, folder: String) throws {
    let port = try LoopbackSocket.freePort(.datagram)
    let consolePort = try LoopbackSocket.freePort(.datagram)
    controlPort = try LoopbackSocket.freePort(.stream)
    address = "sip:\(user)@127.0.0.1:\(port)"
    self.folder = folder
    try Files.makeDirectories(folder)
    let account = "<\(address);transport=udp>;regint=0;audio_codecs=PCMU/8000/1\n"
    try Files.create(path: folder + "/accounts", Array(account.utf8))
    let settings = """
      sip_listen 127.0.0.1:\(port)
      net_interface 127.0.0.1
      audio_player aubridge,nil
      audio_source aubridge,nil
      audio_alert aubridge,nil
      module_path /usr/lib/baresip/modules
      module g711.so
      module aubridge.so
      module cons.so
      module_tmp account.so
      module_app ctrl_tcp.so
      module_app menu.so
      ctrl_tcp_listen 127.0.0.1:\(controlPort)
      cons_listen 127.0.0.1:\(consolePort)

      """
    try Files.create(path: folder + "/config", Array(settings.utf8))
    console = try LoopbackSocket.connected(.datagram, port: consolePort)
    program = try Self.start(folder)
  }

  deinit { program.process.send(signal: Signal.kill) }

  /// Ends it as a crash would, and starts it again: its calls are gone.
  package func restart() throws {
    program.process.send(signal: Signal.kill)
    program.process.wait()
    program = try Self.start(folder)
  }

  package func call(_ other: Softphone) throws { try command("/dial " + other.address) }

  /// The moment at which it was told to.
  @discardableResult package func command(_ words: String) throws -> BootTime {
    try console.write(Array((words + "\n").utf8))
    return BootTime(nanoseconds: Clock.bootNanoseconds)
  }

  private static func start(_ folder: String) throws -> TestProgram {
    let program = try TestProgram(
      "baresip", ["-f", folder], environment: ["HOME=" + folder, "PATH=/usr/bin:/bin"])
    while let line = try program.line() {
      if line.contains("baresip is ready") { return program }
    }
    throw TestTimeout("baresip")
  }
}
