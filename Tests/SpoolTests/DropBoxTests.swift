import ByteCoding
import ClipFormat
import ClipSealing
import LinuxSystem
import ProcessMessages
import Spool
import TestSupport
import Testing

/// The folder of callreel-fleet(7), used by people of their own.
@Suite("A drop box", .enabled(if: Account.userNumber == 0, "only root can be several people"))
struct DropBoxTests {
  private static let trainers = "64000"

  private func run(_ words: String...) throws {
    _ = try TestProgram.output(
      of: words[0], Array(words.dropFirst()), environment: ["PATH=/usr/bin:/bin"])
  }

  /// How a program ended that ran as somebody.
  private func run(as user: Int, group: String, _ words: String...) throws -> ProcessEnd {
    let arguments =
      ["setpriv", "--reuid=\(user)", "--regid=\(group)", "--clear-groups"] + words
    return try TestProgram(
      "setpriv", Array(arguments.dropFirst()), environment: ["PATH=/usr/bin:/bin"]
    ).finish().end
  }

  @Test("takes the clips of each workstation, shows them to trainers and to no workstation")
  func rights() throws {
    let directory = try TemporaryDirectory()
    let store = directory.path + "/store"
    // The programs of the tests may lie where only root can go.
    let program = directory.path + "/callreel-upload"
    try run("cp", CommandRun.path("callreel-upload"), program)
    try run("chmod", "755", directory.path, program)
    try run("install", "-d", "-o", "root", "-g", Self.trainers, "-m", "3753", store)
    var clips: [ClipLocation] = []
    for user in [64_001, 64_002] {
      let spool = Spool(root: directory.path + "/spool-\(user)")
      try spool.prepare()
      var clip = try SampleClip(root: spool.root)
      try clip.add(4)
      clips.append(try clip.close())
      try run("chown", "-R", "\(user):\(user)", spool.root)
      let uploader = try Uploader(
        UploadOrder(spool: spool.root, store: "dir:" + store), log: directory.path + "/log",
        through: ["/usr/bin/setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups"],
        program: program)
      #expect(try uploader.finish() == .exited(0))
      #expect(try Files.list(spool.root).isEmpty)
    }
    #expect(Set(SealedClip.clips(in: store)) == Set(clips))
    for (index, clip) in clips.enumerated() {
      _ = try SealedClip(root: store, clip: clip.clip).verify()
      let folder = store + "/" + clip.path
      for path in [folder, Files.parent(of: folder), Files.parent(of: Files.parent(of: folder))] {
        let status = try Files.status(path: path)
        #expect(status.mode == 0o3753 && status.group == 64_000, "\(path): \(status)")
      }
      let object = folder + "/opening"
      #expect(try Files.status(path: object).mode == 0o640)
      #expect(try run(as: 64_010, group: Self.trainers, "cat", object) == .exited(0))
      #expect(try run(as: 64_010, group: Self.trainers, "ls", folder) == .exited(0))
      #expect(try run(as: 64_010, group: Self.trainers, "rm", "-f", object) == .exited(1))
      // The other workstation, which even knows the names.
      let other = [64_002, 64_001][index]
      #expect(try run(as: other, group: "\(other)", "cat", object) == .exited(1))
      #expect(try run(as: other, group: "\(other)", "rm", "-f", object) == .exited(1))
      #expect(try run(as: other, group: "\(other)", "ls", folder) == .exited(2))
    }
  }

  @Test("takes requests of each workstation, records of trainers, and gives an inbox to its own")
  func ledgers() throws {
    let directory = try TemporaryDirectory()
    let store = directory.path + "/store"
    for program in ["callreel-upload", "callreel"] {
      try run("cp", CommandRun.path(program), directory.path + "/" + program)
      try run("chmod", "755", directory.path, directory.path + "/" + program)
    }
    for (folder, mode) in [("", "3753"), ("/access", "3770"), ("/inbox", "3771")] {
      try run("install", "-d", "-o", "root", "-g", Self.trainers, "-m", mode, store + folder)
    }
    let key = directory.path + "/trainer.key"
    try Files.create(path: key, SampleClip.trainer.encode())
    try run("chown", "64010", key)
    let controller = SampleClip.controller.publicKey
    for user in [64_001, 64_002] {
      let state = directory.path + "/state-\(user)"
      let spool = Spool(root: state + "/spool")
      try spool.prepare()
      var clip = try SampleClip(root: spool.root)
      try clip.add(4)
      let location = try clip.close()
      let request = RequestRecord(
        .access, of: "e", clip: location, message: "", identifier: RandomBytes.make(16),
        unixMilliseconds: 1_795_608_000_000, maker: SampleClip.workstation.publicKey,
        controller: controller.keyHash
      ).signed(by: SampleClip.workstation)
      #expect(try Requests(stateDirectory: state).add(request, for: controller))
      let inbox = Inbox(root: Inbox.path(stateDirectory: state))
      try inbox.prepare()
      let order = UploadOrder(
        spool: spool.root, store: "dir:" + store, controller: controller.text,
        inbox: SampleClip.workstation.publicKey.fingerprint, inboxFolder: inbox.root,
        outbox: Outbox.path(stateDirectory: state))
      func upload() throws {
        try run("chown", "-R", "\(user):\(user)", state)
        let uploader = try Uploader(
          order, log: directory.path + "/log",
          through: ["/usr/bin/setpriv", "--reuid=\(user)", "--regid=\(user)", "--clear-groups"],
          program: directory.path + "/callreel-upload")
        #expect(try uploader.finish() == .exited(0))
      }
      try upload()
      #expect(try Outbox(root: Outbox.path(stateDirectory: state)).names().isEmpty)
      let opened = try CommandRun(
        program: "/usr/bin/setpriv",
        [
          "--reuid=64010", "--regid=" + Self.trainers, "--clear-groups",
          directory.path + "/callreel", "clip", "done", location.clip.text, "--store",
          "dir:" + store, "--key", key, "--trainee", "-",
        ], input: "e\n", state: "/nonexistent")
      #expect(opened.end == .exited(0), "\(opened)")
      try upload()
      let (notes, unread) = try inbox.notes(openedWith: SampleClip.workstation)
      #expect(unread == 0 && notes.contains { $0.access?.act.clip == location })
    }
    #expect(try Files.list(store + "/requests/" + controller.fingerprint).count == 2)
    let chain =
      store + "/access/\(controller.fingerprint)/" + SampleClip.trainer.publicKey.fingerprint
    #expect(try Files.list(chain) == (1...4).map { "000000000\($0)" })
    #expect(try run(as: 64_001, group: "64001", "ls", chain) == .exited(2))
    #expect(try run(as: 64_001, group: "64001", "ls", store + "/inbox") == .exited(2))
  }
}
