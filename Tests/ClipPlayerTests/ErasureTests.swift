import ClipFormat
import ClipSealing
import LinuxSystem
import Testing
import Timeline

@Suite("Clips that were erased") struct ErasureTests {
  /// Leaves nothing of the clip but the controller's tombstone.
  private func erase(
    _ clip: ClipLocation, in store: borrowing SampleStore, by controller: borrowing PrivateKey
  ) throws {
    for name in try Files.list(store.store + "/" + clip.path) {
      try Files.remove(store.file(name, of: clip))
    }
    try bury(clip, in: store, by: controller)
  }

  private func bury(
    _ clip: ClipLocation, in store: borrowing SampleStore, by controller: borrowing PrivateKey
  ) throws {
    let tombstone = Tombstone.make(
      clip: clip, reason: .talkHeld, day: clip.day + 2, by: controller)
    try Files.create(path: store.file("erased", of: clip), tombstone.bytes)
  }

  @Test("are verified as erased, with a key and without one") func verified() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let day = (clip.day + 2).text
    try erase(clip, in: store, by: store.controller)
    let plain = ["--store", "dir:" + store.store]
    for options in [plain, plain + ["--key", store.trainerFile]] {
      for words in [["clip", "verify"], ["clip", "verify", clip.clip.text]] {
        let result = try Command.run(words + options)
        #expect(result.end == .exited(0) && result.error.isEmpty, "\(result)")
        #expect(result.lines.first == "erased \(clip.clip.text)  crm \(clip.day.text)")
        #expect(
          result.lines.dropFirst() == [
            "       erased on \(day), talk-held; signed by controller "
              + store.controller.publicKey.fingerprint,
            "       nothing vouches for this controller: give their key with --controller",
          ])
      }
      let info = try Command.run(["clip", "info", clip.clip.text] + options)
      #expect(info.end == .exited(0) && info.output.contains("erased on \(day), talk-held"))
    }
    let json = try Command.run(["clip", "verify", "--json"] + plain)
    #expect(json.output.contains("\"ok\":true,\"state\":\"erased\",\"vouched\":false,"))
    #expect(json.output.contains("\"erased\":\"\(day)\""))
    expectRefusal(
      try store.run(["clip", "export", clip.clip.text, store.path + "/film.mp4"]), 69,
      "the clip was erased on \(day), talk-held")
    let listing = try store.run(["clip", "list"])
    #expect(
      listing.end == .exited(0)
        && listing.error == """
          callreel: one clip was erased; whose they were nothing tells any more
          hint: nothing vouches for that: give the controller's key with --controller

          """,
      "\(listing)")
  }

  @Test("a clip that is back beside its tombstone is refused", arguments: [false, true])
  func replayed(isWhole: Bool) throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    try bury(clip, in: store, by: store.controller)
    if !isWhole { try Files.remove(store.file("opening", of: clip)) }
    let words = ["clip", "verify", clip.clip.text, "--store", "dir:" + store.store]
    for options in [[], ["--key", store.trainerFile]] {
      let result = try Command.run(words + options)
      expectRefusal(result, 65, "one clip is not as it was made")
      #expect(result.output.contains(isWhole ? "opening: erased" : "00000.segment: erased"))
    }
    let film = store.path + "/film.mp4"
    expectRefusal(try store.run(["clip", "export", clip.clip.text, film]), 65, ": erased: ")
    #expect(!Files.exists(film))
  }

  @Test(
    "the controller who is known vouches for their own tombstones only", arguments: [false, true])
  func controller(isForged: Bool) throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let key = try store.keep(store.controller, as: "controller.key")
    let list = store.path + "/list"
    let signed = WorkstationList.make(
      [store.workstation.publicKey], day: clip.day, by: store.controller)
    try Files.create(path: list, try #require(signed).file(comments: []))
    if isForged {
      try erase(clip, in: store, by: PrivateKey.generate(kind: .controller))
    } else {
      try erase(clip, in: store, by: store.controller)
    }
    let plain = ["--store", "dir:" + store.store]
    let knowing = [
      ["--controller", store.controller.publicKey.text], ["--controller", key],
      ["--workstations", list], ["--controller", key, "--workstations", list],
    ]
    for options in knowing + [["--controller", key, "--key", store.trainerFile]] {
      let result = try Command.run(["clip", "verify", "--json"] + plain + options)
      let info = try Command.run(["clip", "info", clip.clip.text] + plain + options)
      if isForged {
        expectRefusal(result, 65, "one clip is not as it was made")
        #expect(result.output.contains("\"object\":\"erased\",\"layer\":\"signature\""))
        expectRefusal(info, 65, "erased: signature: ")
      } else {
        #expect(result.end == .exited(0) && result.output.contains("\"vouched\":true"))
        #expect(info.end == .exited(0) && !info.output.contains("vouches"), "\(info)")
      }
    }
    let listing = try store.run(["clip", "list", "--controller", key])
    #expect(listing.end == .exited(isForged ? 65 : 0), "\(listing)")
    #expect(
      listing.error.contains(
        isForged
          ? "clip \(clip.clip.text.prefix(8)): erased: signature: "
          : "callreel: one clip was erased"))
    #expect(!listing.error.contains("vouches"))
  }

  @Test("a clip of another controller than the known one is refused") func otherController() throws
  {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let stranger = PrivateKey.generate(kind: .controller)
    let plain = ["clip", "verify", clip.clip.text, "--store", "dir:" + store.store]
    let known = try Command.run(
      plain + ["--controller", store.controller.publicKey.text])
    #expect(known.end == .exited(0))
    let other = try Command.run(plain + ["--controller", stranger.publicKey.text])
    #expect(other.end == .exited(65) && other.output.contains("opening: binding: "), "\(other)")
    expectRefusal(
      try Command.run(plain + ["--controller", store.trainer.publicKey.text]), 65,
      "a trainer key is no controller's")
    let list = store.path + "/list"
    let signed = WorkstationList.make([], day: clip.day, by: store.controller)
    try Files.create(path: list, try #require(signed).file(comments: []))
    expectRefusal(
      try Command.run(
        plain + ["--workstations", list, "--controller", stranger.publicKey.text]), 65,
      "not signed by the controller that is named")
  }

  @Test("only the controller of the list erases") func stranger() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    try erase(clip, in: store, by: PrivateKey.generate(kind: .controller))
    let list = WorkstationList.make(
      [store.workstation.publicKey], day: clip.day, by: store.controller)
    let file = store.path + "/list"
    try Files.create(path: file, try #require(list).file(comments: []))
    let words = [
      "clip", "verify", clip.clip.text, "--store", "dir:" + store.store, "--key",
      store.trainerFile, "--workstations", file,
    ]
    let result = try Command.run(words)
    #expect(result.end == .exited(65) && result.output.contains("erased: signature"), "\(result)")
  }
}
