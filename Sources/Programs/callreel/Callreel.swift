import ArgumentParser
import LinuxSystem

/// The command `callreel`; what a session runs by itself are programs of their own.
@main struct Callreel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "callreel",
    abstract: "Film a business window during a client call, for the employee's own training.",
    version: Release.version,
    subcommands: [
      DemoCommand.self, CallCommand.self, PrivateCommand.self, StatusCommand.self,
      NoticeCommand.self, JournalCommand.self, RequestCommand.self, PolicyCommand.self,
      KeyCommand.self,
      ClipCommand.self, StoreCommand.self, RedactionCommand.self, DoctorCommand.self,
    ])

  /// As the library's own, with our sentences and statuses.
  static func main() {
    Hardening.silenceCrashes()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      exit(withError: code)
    } catch {
      guard exitCode(for: error) != .success else { exit(withError: error) }
      var sentence = message(for: error)
      if sentence.hasSuffix(".") { sentence.removeLast() }
      Terminal.fail(
        sentence.prefix(1).lowercased() + sentence.dropFirst(),
        hint: "see \(named.joined(separator: " ")) --help", status: .usage)
    }
  }

  /// The command that was typed, as far as there is one of that name.
  private static var named: [String] {
    var words = ["callreel"]
    var command: any ParsableCommand.Type = Callreel.self
    for word in CommandLine.arguments.dropFirst() {
      let next = command.configuration.subcommands.first { $0._commandName == word }
      guard let next else { break }
      words.append(word)
      command = next
    }
    return words
  }
}
