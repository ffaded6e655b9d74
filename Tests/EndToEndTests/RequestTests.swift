import ByteCoding
import ClipFormat
import LinuxSystem
import TestSupport
import Testing

extension EndToEnd {
  /// From the employee's command line to the controller and back (N9).
  @Suite("Requests of an employee") struct RequestTests {
    @Test("reach the controller, and the answer reaches the journal") func road() throws {
      let desk = try Desk()
      let asked = try run(
        desk, ["request", "access", "--message", "-", "--config", desk.policy.directory],
        input: "tout, s'il vous plaît\n")
      #expect(asked.end == .exited(0) && asked.error.contains("to be answered by"), "\(asked)")
      try NameWait.object(in: requests(desk))
      let words = ["--store", "dir:" + desk.policy.store, "--key", desk.policy.controllerKeyFile]
      let listed = try run(desk, ["store", "requests"] + words)
      #expect(listed.output.contains("access by \(DeskPolicy.employee)"), "\(listed)")
      #expect(listed.output.contains("tout, s'il vous plaît"))
      #expect(listed.output.contains("days left"))
      let identifier = String(listed.output.prefix(8))
      let answered = try run(
        desk,
        ["store", "answer", identifier, "--verdict", "done", "--message", "-"] + words,
        input: "voici\n")
      #expect(answered.end == .exited(0), "\(answered)")
      #expect(try run(desk, ["store", "requests"] + words).output.isEmpty)
      let twice = try run(desk, ["store", "answer", identifier, "--verdict", "refused"] + words)
      #expect(twice.end == .exited(1) && twice.error.contains("it was answered on"))
      try desk.restartAgent()
      try NameWait.object(in: desk.policy.state + "/inbox")
      let journal = try run(desk, ["journal", "--config", desk.policy.directory])
      #expect(journal.output.contains("access: done, "), "\(journal)")
      #expect(journal.output.contains(": voici\n"))
    }

    @Test("an objection stops recording until it is answered") func objection() throws {
      let desk = try Desk()
      _ = try desk.window()
      let asked = try run(desk, ["request", "object", "--config", desk.policy.directory])
      #expect(asked.end == .exited(0), "\(asked)")
      try NameWait.object(in: requests(desk))
      _ = try desk.answer("objected")
      try desk.tell("ended", "objected")
      let words = ["--store", "dir:" + desk.policy.store, "--key", desk.policy.controllerKeyFile]
      let listed = try run(desk, ["store", "requests"] + words)
      let answered = try run(
        desk,
        ["store", "answer", String(listed.output.prefix(8)), "--verdict", "refused"] + words)
      #expect(answered.end == .exited(0), "\(answered)")
      try desk.restartAgent()
      try NameWait.object(in: desk.policy.state + "/inbox")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2_500)
      try desk.hangUp(call)
      // The call that came before was not even drawn for.
      let journal = try run(desk, ["journal", "--config", desk.policy.directory])
      #expect(journal.output.contains("number 1 of your calls"), "\(journal)")
      #expect(journal.output.contains("objection: refused, "))
    }

    @Test(
      "what the employee says lies beside the film, and they may have the film itself",
      arguments: [false, true])
    func rights(isBucket: Bool) throws {
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
      let own = ["--config", desk.policy.directory]
      let store =
        server.map { ["--store", $0.url, "--credentials", $0.credentials] }
        ?? ["--store", "dir:" + desk.policy.store]
      let controller = store + ["--key", desk.policy.controllerKeyFile]
      for (kind, message) in [("rectify", "he had hung up"), ("access", "the film")] {
        let asked = try run(
          desk, ["request", kind, String(clip.prefix(8)), "--message", "-"] + own,
          input: message + "\n")
        #expect(asked.end == .exited(0), "\(asked)")
      }
      try NameWait.objects(2, in: (server?.policy().folder ?? desk.policy.store) + "/requests")
      let listed = try run(desk, ["store", "requests"] + controller)
      func request(_ kind: String) throws -> String {
        let lines = listed.output.split(separator: "\n")
        return String(try #require(lines.first { $0.contains(" \(kind) by ") }).prefix(8))
      }
      let answered = try run(
        desk, ["store", "answer", try request("rectify"), "--verdict", "done"] + own + controller)
      #expect(answered.end == .exited(0), "\(answered)")
      let trainer = store + ["--key", desk.policy.trainerKeyFile]
      let clips = try run(
        desk, ["clip", "list", "--trainee", "-"] + trainer, input: DeskPolicy.employee + "\n")
      #expect(clips.output.contains(": he had hung up\n"), "\(clips)")
      let access = try request("access")
      let film = desk.policy.state + "/film.mp4"
      let words = ["clip", "export", clip, film, "--request", access] + trainer
      #expect(try run(desk, words).end == .exited(77))
      let ordered = try run(
        desk, ["store", "order", access, "--to", desk.policy.trainer.text] + controller)
      #expect(ordered.end == .exited(0), "\(ordered)")
      let exported = try run(desk, words)
      #expect(exported.end == .exited(0), "\(exported)")
      #expect(exported.error.contains(": he had hung up\n"))
      try desk.restartAgent()
      try NameWait.objects(3, in: desk.policy.state + "/inbox")
      let journal = try run(desk, ["journal"] + own)
      #expect(journal.output.contains("exported it to answer a request for access"), "\(journal)")
    }

    private func requests(_ desk: Desk) -> String { desk.policy.store + "/requests" }

    private func run(
      _ desk: Desk, _ words: [String], input: String = ""
    ) throws -> CommandRun {
      try CommandRun(words, input: input, state: Files.parent(of: desk.policy.state))
    }
  }
}
