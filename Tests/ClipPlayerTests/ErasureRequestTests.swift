import ClipFormat
import ClipSealing
import LinuxSystem
import Testing
import Timeline

/// What the controller does for who asked, in one step (N14).
@Suite("callreel store erase --request, and what else a controller meets")
struct
  ErasureRequestTests
{
  private func run(
    _ words: [String], in store: borrowing SampleStore, input: String = ""
  ) throws -> Command.Outcome {
    try Command.run(
      ["store"] + words + ["--store", "dir:" + store.store], input: input,
      environment: store.state)
  }

  private func ask(
    _ kind: String, _ clip: [String], in store: borrowing SampleStore, by key: String
  ) throws -> String {
    let asked = try run(
      ["request", kind] + clip + ["--for", "-", "--json", "--key", key], in: store,
      input: "Mme Durand\n")
    #expect(asked.end == .exited(0) && asked.output.hasPrefix("{\"request\":\""), "\(asked)")
    return String(asked.output.dropFirst(12).prefix(8))
  }

  @Test("erases the clip that the request names, and answers it") func carriedOut() throws {
    let store = try SampleStore()
    let key = try store.keep(store.controller, as: "controller.key")
    let clip = try store.makeClip()
    let request = try ask("erase", [clip.clip.text], in: store, by: key)
    let erased = try run(["erase", "--request", request, "--json", "--key", key], in: store)
    #expect(erased.end == .exited(0), "\(erased)")
    #expect(
      erased.output
        == "{\"clip\":\"\(clip.clip.text)\",\"campaign\":\"crm\",\"day\":\"\(clip.day.text)\","
        + "\"erased\":\"\(store.today.text)\",\"reason\":\"asked\"}\n")
    #expect(erased.error.contains("answered: tell it to who asked"))
    #expect(try Files.list(store.store + "/" + clip.path) == ["erased"])
    let all = try run(["requests", "--all", "--key", key], in: store)
    #expect(all.output.contains("answered \(store.today.text): done"), "\(all)")
    // The first tombstone stands, whatever is said later.
    let again = try run(
      ["erase", clip.clip.text, "--reason", "objection", "--key", key], in: store)
    #expect(again.end == .exited(0) && again.output.hasSuffix("  asked\n"), "\(again)")
  }

  @Test("a request about all recordings is answered when all are erased") func several() throws {
    let store = try SampleStore()
    let key = try store.keep(store.controller, as: "controller.key")
    let clip = try store.makeClip()
    let request = try ask("erase", [], in: store, by: key)
    expectRefusal(
      try run(["erase", "--request", request, "--key", key], in: store), 64,
      "about all recordings, so each is erased by itself")
    let erased = try run(
      ["erase", clip.clip.text, "--request", request, "--key", key], in: store)
    #expect(erased.end == .exited(0) && erased.error.contains("still to be answered"), "\(erased)")
    #expect(try run(["requests", "--key", key], in: store).lines.count == 1)
  }

  @Test("nothing is erased for another request") func refused() throws {
    let store = try SampleStore()
    let key = try store.keep(store.controller, as: "controller.key")
    let clips = try (0..<2).map { _ in try store.makeClip() }
    let access = try ask("access", [clips[0].clip.text], in: store, by: key)
    let erase = try ask("erase", [clips[0].clip.text], in: store, by: key)
    let table: [([String], Int32, String)] = [
      (["--request", access], 64, "the request is for access, not for erasure"),
      ([clips[1].clip.text, "--request", erase], 77, "the request is about another clip"),
      (["--request", erase, "--reason", "objection"], 64, "goes without --reason"),
      (["--request", "zz"], 64, "there is no such request"),
      ([], 64, "a clip or --request is needed"),
    ]
    for (words, status, part) in table {
      expectRefusal(try run(["erase"] + words + ["--key", key], in: store), status, part)
    }
    for clip in clips { #expect(try Files.list(store.store + "/" + clip.path).count == 6) }
  }

  @Test("what is mistyped is told in the words that are to be typed") func words() throws {
    let store = try SampleStore()
    let key = try store.keep(store.controller, as: "controller.key")
    expectRefusal(
      try run(["answer", "a", "--verdict", "maybe", "--key", key], in: store), 64,
      "one of 'done' and 'refused'")
    expectRefusal(
      try run(["request", "forget", "--for", "-", "--key", key], in: store), 64,
      "'access', 'rectify', 'erase', 'restrict' or 'object'")
    let clip = try store.makeClip()
    expectRefusal(
      try run(["restrict", clip.clip.text, "--kept", store.path + "/none"], in: store), 69,
      "the folder of --kept is not there")
  }

  @Test("a sweep of a store without clips says so: it may not be mounted") func empty() throws {
    let store = try SampleStore()
    let swept = try run(["sweep"], in: store)
    #expect(swept.end == .exited(0) && swept.output.isEmpty)
    #expect(
      swept.error == """
        callreel: the store has no clip of a day before today
        hint: see that it is the right one

        """)
  }
}
