import ClipFormat
import ClipSealing
import LinuxSystem
import Testing
import Timeline

@Suite("callreel clip export") struct ClipExportTests {
  @Test("makes a private MP4 with the call's events as chapters") func film() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let film = store.path + "/film.mp4"
    let result = try store.run(["clip", "export", clip.clip.text, film])
    #expect(result.end == .exited(0), "\(result)")
    #expect(result.output.isEmpty && result.error.contains("not for appraisal"))
    #expect(try Files.status(path: film).mode == 0o600)
    // The two stretches of film, and a card at each gap.
    #expect(
      try Command.probe(film, "packet=pts")
        == ["0", "500", "1000", "1500", "2000", "5000", "5500", "6000"])
    #expect(
      try Command.probe(film, "chapter=start,end:chapter_tags=title") == [
        "0,2000,answered", "2000,5000,\"on hold, not filmed: hold\"", "5000,6000,resumed",
        "6000,6039,not filmed: the indicator was gone", "6039,6040,ended",
      ])
    let tags = try Command.probe(film, "format_tags=purpose,clip,expiry,use")
    #expect(
      tags == ["training,\(clip.clip.text),\((clip.day + 30).text),not for appraisal"])
  }

  @Test("the film is as large as its largest segment") func sizes() throws {
    let store = try SampleStore()
    let clip = try store.makeClip(lastTracks: [1: SampleFilm.size(320, 192)])
    let film = store.path + "/film.mp4"
    #expect(try store.run(["clip", "export", clip.clip.text, film]).end == .exited(0))
    #expect(try Command.probe(film, "stream=width,height") == ["320,192"])
  }

  @Test("a film of several monitors has a track for each") func monitors() throws {
    let store = try SampleStore()
    let clip = try store.makeClip(
      lastTracks: [1: SampleFilm.size(320, 192), 3: SampleFilm.size(64, 48)])
    let film = store.path + "/film.mp4"
    #expect(try store.run(["clip", "export", clip.clip.text, film]).end == .exited(0))
    #expect(
      try Command.probe(film, "stream=width,height,start_pts,duration_ts").prefix(2)
        == ["320,192,0,6040", "64,48,0,6040"])
    #expect(
      try Command.probe(film, "packet=stream_index,pts").filter { $0.hasPrefix("1,") }
        == ["1,0", "1,5000", "1,5500", "1,6000"])
  }

  @Test("refusals are told before a file is made") func refusals() throws {
    let store = try SampleStore()
    let film = store.path + "/film.mp4"
    func export(_ clip: ClipLocation) throws -> Command.Outcome {
      try store.run(["clip", "export", clip.clip.text, film])
    }
    expectRefusal(try export(store.makeClip(of: "bob")), 77, "not a recording of this trainee")
    expectRefusal(try export(store.makeClip(daysAgo: 31)), 77, "the clip expired on")
    expectRefusal(try export(store.makeClip(export: .refused)), 77, "does not allow export")
    let faulty = try store.makeClip()
    try Files.remove(store.file("00002.segment", of: faulty))
    expectRefusal(try export(faulty), 65, "00002.segment: missing: the object is missing")
    let restricted = try store.makeClip()
    try Files.remove(store.file("key.\(store.trainer.publicKey.fingerprint)", of: restricted))
    expectRefusal(try export(restricted), 69, "not in the store")
    #expect(!Files.exists(film))
  }

  @Test("a clip is named by a beginning that only it has") func names() throws {
    let store = try SampleStore()
    let film = store.path + "/film.mp4"
    expectRefusal(try store.run(["clip", "export", "a", film]), 69, "no such clip")
    expectRefusal(try store.run(["clip", "export", "", film]), 69, "no such clip")
    var clips: [ClipLocation] = []
    while Set(clips.map { $0.clip.text.first }).count == clips.count {
      clips.append(try store.makeClip())
    }
    let first = String(clips.last?.clip.text.prefix(1) ?? "")
    expectRefusal(try store.run(["clip", "export", first, film]), 64, "2 clips have identifiers")
  }

  @Test("an existing file stays as it is") func existing() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let film = store.path + "/film.mp4"
    try Files.create(path: film, [1])
    expectRefusal(try store.run(["clip", "export", clip.clip.text, film]), 1, "exists already")
    #expect(try Files.read(path: film, limit: 10) == [1])
    for place in [store.path + "/nowhere/film.mp4", "/sys/film.mp4"] {
      expectRefusal(try store.run(["clip", "export", clip.clip.text, place]), 1, "cannot be made")
    }
  }

  @Test("stores that are not there or of no known form") func stores() throws {
    let store = try SampleStore()
    for (address, status, part) in [
      ("dir:" + store.path + "/none", Int32(69), "the store is not there"),
      ("ftp://x", 64, "no known form"),
    ] {
      let words = ["clip", "verify", "--store", address]
      expectRefusal(try Command.run(words), status, part)
    }
  }

  @Test("nothing half-made stays when the film cannot be joined") func failingExporter() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let film = store.path + "/film.mp4"
    let program = store.path + "/callreel"
    try Files.link(Command.directory() + "/callreel", as: program)
    let words = ["clip", "export", clip.clip.text, film] + store.options
    expectRefusal(
      try Command.run(words, input: "alice\n", program: program), 69,
      "callreel-export is not installed")
    #expect(!Files.exists(film))
    try Files.create(
      path: store.path + "/callreel-export",
      Array(
        """
        #!/bin/sh
        echo half >&3
        echo 'callreel-export: cannot write the film: error 28' >&2
        exit 74

        """.utf8), mode: 0o700)
    expectRefusal(
      try Command.run(words, input: "alice\n", program: program), 1,
      "cannot write the film: error 28")
    #expect(!Files.exists(film))
  }

  @Test("a signal ends the exporter and removes the file", .timeLimit(.minutes(1)))
  func signal() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let film = store.path + "/film.mp4"
    let program = store.path + "/callreel"
    try Files.link(Command.directory() + "/callreel", as: program)
    let running = try RunningProgram(
      at: store.path + "/callreel-export", "echo half >&3; exec sleep 600")
    let child = try Command.start(
      ["clip", "export", clip.clip.text, film] + store.options, input: "alice\n",
      program: program, scratch: store.path)
    let number = try running.number()
    #expect(Files.exists(film))
    child.send(signal: Signal.terminate)
    #expect(child.wait() == .exited(1))
    #expect(
      try Command.text(store.path + "/err") == store.firstMeeting + "callreel: interrupted\n")
    #expect(!Files.exists(film))
    #expect(!RunningProgram.lives(number))
  }
}
