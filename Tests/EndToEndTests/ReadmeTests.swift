import ClipFormat
import LinuxSystem
import TestSupport
import Testing

extension EndToEnd {
  /// What the README has people type works as it stands there.
  @Suite("The README") struct ReadmeTests {
    private static let root = (0..<3).reduce(#filePath) { path, _ in Files.parent(of: path) }

    /// What needs root, a network or this very test run; `packaging/prove install` types the first
    /// two, and the others are looked for below.
    private static let typedElsewhere: Set = [
      "sudo apt install ./callreel_*.deb ./callreel-common_*.deb", "callreel demo",
      "packaging/demo", "packaging/test",
    ]

    private func text() throws -> String {
      String(
        decoding: try Files.read(path: Self.root + "/README.md", limit: 1 << 20), as: UTF8.self)
    }

    /// The commands of the fenced blocks, without comments; a block of output begins otherwise.
    private func commands() throws -> [String] {
      let parts = try text().split(separator: "```", omittingEmptySubsequences: false)
      return parts.indices.filter { $0 % 2 == 1 }.flatMap { index in
        let lines = parts[index].split(separator: "\n").map { line in
          String(line.prefix { $0 != "#" }.reversed().drop { $0 == " " }.reversed())
        }
        let isTyped = ["callreel ", "packaging/", "sudo "].contains { start in
          lines.first?.hasPrefix(start) == true
        }
        return isTyped ? lines.filter { !$0.isEmpty } : []
      }
    }

    @Test("has commands that do what it says, in its order") func typed() throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      var clip = ""
      var count = 0
      for command in try commands() where !Self.typedElsewhere.contains(command) {
        count += 1
        let run = try type(command, clip: clip, on: desk)
        #expect(run.end == .exited(0), "\(command): \(run.error)")
        if command.hasPrefix("callreel call answered") {
          clip = try desk.wait(for: "a film") { $0.state == "recording" }.clip
          try desk.pass(milliseconds: 2600)
        }
        if command.hasPrefix("callreel call ended") { try desk.waitUntilStored() }
        if command.contains("--trainee"), command.contains("list") {
          #expect(run.output.contains(clip.prefix(6)), "\(run.output)")
        }
      }
      #expect(count >= 8)
    }

    /// Types a command of the README with the desk's own names in place of the README's.
    private func type(_ command: String, clip: String, on desk: Desk) throws -> CommandRun {
      var line = CommandRun.path("callreel") + command.dropFirst("callreel".count)
      for (written, here) in [
        ("/etc/callreel", desk.policy.directory), ("dir:/srv/callreel", "dir:" + desk.policy.store),
        ("martin.key", desk.policy.trainerKeyFile), (" 7xq ", " \(clip.prefix(6)) "),
      ] { line = line.replacing(written, with: here) }
      let input = command.contains("--number -") ? "+33155501234\n" : DeskPolicy.employee + "\n"
      return try CommandRun(
        program: "/bin/sh", ["-c", line], input: input, state: desk.root + "/trainer",
        environment: desk.environment.filter { !$0.hasPrefix("XDG_STATE_HOME=") })
    }

    @Test("names commands and programs that are there, also within its text") func named() throws {
      let words = try text().split(separator: "`").map(String.init)
      for span in words where span.hasPrefix("packaging/") && !span.contains("\n") {
        let path = String(span.prefix { $0 != " " })
        #expect(Files.exists(Self.root + "/" + path), "\(path)")
      }
      let spans = words.filter { $0.hasPrefix("callreel ") && !$0.contains("\n") }
      #expect(spans.count > 10)
      for span in spans {
        let words = span.split(separator: " ").dropFirst().map(String.init)
          .prefix { $0.allSatisfy { $0.isLetter && $0.isLowercase } }
        var path: [String] = []
        var help = ""
        for word in words {
          // Of a word that it does not know the program shows the help of what goes before.
          let run = try CommandRun(path + [word, "--help"])
          guard run.output.contains("USAGE: callreel \((path + [word]).joined(separator: " "))")
          else { break }
          path.append(word)
          help = run.output
        }
        let options = span.split(separator: " ").filter { $0.hasPrefix("--") }
        let helps =
          !path.isEmpty && (path.count == words.count || !help.contains("SUBCOMMANDS:"))
          && options.allSatisfy { help.contains($0) }
        #expect(helps, "\(span)")
      }
    }
  }
}
