import CallPolicy
import Configuration
import Testing
import Timeline

@Suite("Errors behind hard TOML") struct KeyLinesTests {
  /// Each value is put before the wrong share; the line must stay right.
  static let prefixes = [
    "[extra]\nx = \"a # b [c] \\\" = 1\"\n", "[extra]\nx = 'C:\\'\n",
    "[extra]\nx = \"\"\"\n[sampling]\nshare = 1\n\\\"\"\" \"\"\"\"\"\n",
    "[extra]\nx = '''\nshare = 2'''''\n", "[extra]\nx = [ 1, # ]\n [2, 3],\n { y = \"}\" },\n]\n",
    "[ extra . \"a.b\" ]\n\"sampling.share\" = 3\n", "[extra]\na.b . c = 1\n\n\n# [sampling]\n",
    "[[extra]]\n[extra.sampling]\nshare = 4\n[[extra]]\n[[extra.y]]\nz = {a={b=[{c=1}]}}\n",
    "[extra]\nx = 2026-10-02T10:00:00\ny = -inf\nz = ''\nw = \"\"\n", "\r\n[extra]\r\nx = 1\r\n",
  ]

  @Test("the line of a later key is right", arguments: prefixes)
  func lines(prefix: String) throws {
    let directory = try ExampleDirectory()
    try directory.edit("policy.toml", "share = 0.10", "share = 0.25")
    try directory.edit("policy.toml", "[sampling]", prefix + "[sampling]")
    let text = try directory.read("policy.toml")
    let line = try #require(text.line(of: "share = 0.25"))
    let header = try #require(text.line(of: "extra"))
    // The unknown table comes first, and hides what only a readable policy is asked.
    #expect(
      directory.faults == ["policy.toml:\(header): extra: is not a setting: see callreel-policy(5)"]
    )
    try directory.edit("policy.toml", "share = 0.25", "share = \"\"")
    #expect(
      directory.faults.contains(
        "policy.toml:\(line): sampling.share: is a text, not a number (F8)"))
  }

  @Test("mutated policies never stop the program, and what loads is within its limits")
  func mutations() throws {
    let directory = try ExampleDirectory()
    let original = Array(try directory.read("policy.toml").utf8)
    var state: UInt64 = 11
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let spice = Array("\"'[]{}=,.#\n\\ 09a*-".utf8)
    for _ in 0..<300 {
      var bytes = original
      for _ in 0...next(3) {
        let place = next(bytes.count)
        switch next(3) {
        case 0: bytes[place] = spice[next(spice.count)]
        case 1: bytes.remove(at: place)
        default: bytes.insert(spice[next(spice.count)], at: place)
        }
      }
      try directory.write("policy.toml", String(decoding: bytes, as: UTF8.self))
      if let loaded = try? directory.load() { #expect(loaded.policy.faults.isEmpty) }
    }
  }
}
