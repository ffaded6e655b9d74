import ClipFormat
import LinuxSystem
import TestSupport
import Testing

@Suite("callreel clip open with the real mpv") struct RealPlayerTests {
  @Test("shows the film, saves nothing, and quits on q", .timeLimit(.minutes(2)))
  func real() throws {
    let server = try XServer()
    let store = try SampleStore()
    let clip = try store.makeClip()
    let home = store.path + "/home"
    try Files.makeDirectories(home)
    let environment = [
      "DISPLAY=" + server.display, "HOME=" + home, "XDG_RUNTIME_DIR=" + home,
      "PATH=/usr/bin:/bin", "TMPDIR=" + home,
    ]
    let player = try Command.start(
      ["clip", "open", clip.clip.text] + store.options, input: "alice\n",
      environment: environment, scratch: store.path)
    let found = try TestProgram.output(
      of: "xdotool", ["search", "--sync", "--onlyvisible", "--name", "^Callreel"],
      environment: environment)
    let window = String(decoding: found.prefix { $0 != 10 }, as: UTF8.self)
    for words in [
      ["windowfocus", "--sync", window], ["key", "s"], ["key", "S"], ["key", "period"],
    ] {
      _ = try TestProgram.output(of: "xdotool", words, environment: environment)
    }
    // The film may have ended by itself by now, which is as good an end.
    _ = try? TestProgram.output(of: "xdotool", ["key", "q"], environment: environment)
    let end = player.wait()
    let error = try Command.text(store.path + "/err")
    #expect(end == .exited(0), "\(error)")
    let left = try Files.list(home).filter { !$0.hasPrefix(".") && $0 != "mesa_shader_cache" }
    #expect(left.isEmpty, "\(left)")
    #expect(!(try Files.list(store.path)).contains { $0.hasSuffix(".jpg") || $0.hasSuffix(".png") })
  }

  @Test("shows several monitors side by side", .timeLimit(.minutes(2)))
  func monitors() throws {
    let server = try XServer()
    let store = try SampleStore()
    let clip = try store.makeClip(
      lastTracks: [1: SampleFilm.size(320, 192), 2: SampleFilm.size(64, 48)])
    let environment = [
      "DISPLAY=" + server.display, "HOME=" + store.path, "XDG_RUNTIME_DIR=" + store.path,
      "PATH=/usr/bin:/bin",
    ]
    let player = try Command.start(
      ["clip", "open", clip.clip.text] + store.options, input: "alice\n",
      environment: environment, scratch: store.path)
    let geometryWords = ["getwindowgeometry", "--shell"]
    // The window is made before the first picture and takes its size then.
    var geometry: [Substring] = []
    while player.ended() == nil, !geometry.contains("WIDTH=384") {
      let words = ["search", "--onlyvisible", "--name", "^Callreel"] + geometryWords
      let said = try? TestProgram.output(of: "xdotool", words, environment: environment)
      geometry = String(decoding: said ?? [], as: UTF8.self).split(separator: "\n")
    }
    #expect(geometry.contains("WIDTH=384") && geometry.contains("HEIGHT=192"), "\(geometry)")
    _ = try? TestProgram.output(of: "xdotool", ["key", "q"], environment: environment)
    player.send(signal: Signal.interrupt)
    _ = player.wait()
  }
}
