import ClipFormat
import LinuxSystem
import TestSupport
import Testing

extension EndToEnd {
  /// From a trainer's command to the employee's own journal, through a real store (F10).
  @Suite("Who opened a clip") struct AccessTests {
    @Test("is told to the employee and to the controller alike", arguments: [false, true])
    func road(isBucket: Bool) throws {
      let server = isBucket ? try ObjectServer(.rclone) : nil
      var setting = Desk.Setting()
      setting.terms.bucket = server?.policy()
      let desk = try Desk(setting)
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2_500)
      try desk.hangUp(call)
      let clip = try desk.stored(call).location.clip.text
      let store =
        server.map { ["--store", $0.url, "--credentials", $0.credentials] }
        ?? ["--store", "dir:" + desk.policy.store]
      let state = try TemporaryDirectory()
      let opened = try CommandRun(
        ["clip", "info", clip, "--key", desk.policy.trainerKeyFile] + store, state: state.path)
      #expect(opened.end == .exited(0), "\(opened)")
      let refused = try CommandRun(
        ["clip", "info", clip, "--key", desk.policy.trainerKeyFile, "--trainee", "-"] + store,
        input: "somebody\n", state: state.path)
      #expect(refused.end == .exited(77), "\(refused)")

      // The next session asks the store.
      try desk.restartAgent()
      try waitForNotes(3, in: desk.policy.state + "/inbox")
      let journal = try CommandRun(
        ["journal", "--config", desk.policy.directory],
        state: Files.parent(of: desk.policy.state))
      #expect(journal.end == .exited(0) && journal.error.isEmpty, "\(journal)")
      let lines = journal.output.split(separator: "\n").filter { $0.contains("Desk Trainer") }
      #expect(lines.count == 3, "\(journal.output)")
      #expect(lines.last?.hasSuffix("refused: it was asked for as somebody else's") == true)

      let log = try CommandRun(
        ["store", "access-log", "--key", desk.policy.controllerKeyFile, "--json"] + store,
        state: state.path)
      #expect(log.end == .exited(0), "\(log)")
      let uses = log.output.split(separator: "\n")
      #expect(uses.count == 3 && uses.allSatisfy { $0.contains(clip) }, "\(log.output)")
      #expect(uses.last?.contains("\"outcome\":\"another-trainee\"") == true)
    }

    private func waitForNotes(_ count: Int, in folder: String) throws {
      let watch = try DirectoryWatch()
      try watch.add(folder, for: .names)
      while try Files.list(folder).count(where: { LedgerName(note: $0, to: "") != nil }) < count {
        guard try !Waiting.wait([.init(watch.rawValue)], milliseconds: 30_000).isEmpty else {
          throw TestTimeout("\(count) notes")
        }
        watch.drain()
      }
    }
  }
}
