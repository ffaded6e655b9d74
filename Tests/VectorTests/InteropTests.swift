import ByteCoding
import ClipFormat
import ClipSealing
import ClipVectors
import Glibc
import LinuxSystem
import Testing
import Timeline

/// Two readers that know nothing of each other agree; needs python3-nacl.
@Suite("A second reader") struct InteropTests {
  @Test("agrees on all vectors") func vectors() throws {
    try inFolder { folder in
      let answer = try SecondReader(folder: folder).answer("vectors", VectorTests.folder)
      let count = Vectors.all.count
      #expect(answer.text == "\(count) vectors, \(count) agree, 0 disagree\n")
      #expect(answer.status == 0)
    }
  }

  @Test("says the same of a clip that the sealer made", arguments: RealReader.allCases)
  func real(as reader: RealReader) throws {
    let clip = try RealClip()
    try inFolder { folder in
      let answer = try ask(reader, of: clip, in: folder)
      let ours = try clip.reading(by: reader)
      #expect(answer.text == ours.text + "\n")
      #expect(answer.status == 0)
    }
  }

  @Test("refuses it at the same place when a bit was turned") func changed() throws {
    var clip = try RealClip()
    clip.objects["00001.segment"]?[400] ^= 1
    let ours = #expect(throws: ClipFault.self) { try clip.reading(by: .trainer) }
    let fault = try #require(ours)
    try inFolder { folder in
      let answer = try ask(.trainer, of: clip, in: folder)
      let start =
        #"{"ok":false,"layer":"\#(fault.layer.rawValue)","object":"\#(fault.place.text)","#
      #expect(answer.text.hasPrefix(start), "\(answer.text)")
      #expect(answer.status == 1)
    }
  }

  @Test("refuses a folder under an object's name, a link and a strange name", arguments: 0..<3)
  func strange(kind: Int) throws {
    let clip = try RealClip()
    try inFolder { folder in
      let objects = folder + "/clip"
      try Files.makeDirectories(objects)
      for (name, bytes) in clip.objects { try Files.create(path: "\(objects)/\(name)", bytes) }
      let name = ["00009.segment", "erased", "notes"][kind]
      switch kind {
      case 0: try Files.makeDirectories("\(objects)/\(name)")
      case 1: #expect(symlink("opening", "\(objects)/\(name)") == 0)
      default: try Files.create(path: "\(objects)/\(name)", [])
      }
      let answer = try SecondReader(folder: folder).answer(
        "clip", objects, "--path", clip.location.path, "--today", clip.location.day.text)
      #expect(
        answer.text.hasPrefix(#"{"ok":false,"layer":"name","object":"\#(name)","#),
        "\(answer.text)")
    }
  }

  private func ask(
    _ reader: RealReader, of clip: RealClip, in folder: String
  ) throws -> SecondReader.Answer {
    let objects = folder + "/clip"
    try Files.makeDirectories(objects)
    for (name, bytes) in clip.objects { try Files.create(path: "\(objects)/\(name)", bytes) }
    var arguments = ["clip", objects, "--path", clip.location.path]
    arguments += ["--today", clip.location.day.text]
    for (index, file) in clip.keyFiles(of: reader).enumerated() {
      try Files.create(path: "\(folder)/key\(index)", file)
      arguments += ["--key", "\(folder)/key\(index)"]
    }
    if reader == .newcomer {
      try Files.create(path: folder + "/list", clip.list.file(comments: ["Ours."]))
      arguments += ["--workstations", folder + "/list"]
    }
    return try SecondReader(folder: folder).answer(arguments)
  }

  private func inFolder(_ body: (String) throws -> Void) throws {
    let folder = try Files.makeTemporaryDirectory(below: "/tmp", prefix: "callreel-interop-")
    defer { try? Files.removeTree(folder) }
    try body(folder)
  }
}
