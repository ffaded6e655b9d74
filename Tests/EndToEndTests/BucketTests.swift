import ClipFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  @Suite("A bucket as the store") struct BucketTests {
    @Test("has segments while the call lasts, the keys after it, and then the whole clip")
    func call() throws {
      let server = try ObjectServer(.rclone)
      var setting = Desk.Setting()
      setting.terms.segmentSeconds = 2
      setting.terms.bucket = server.policy(credentials: "systemd:credentials")
      setting.variables = ["CREDENTIALS_DIRECTORY=" + Files.parent(of: server.credentials)]
      let desk = try Desk(setting)
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.waitForStart(of: "callreel-upload")
      let day = try waitForFolder(desk.policy.store + "/" + DeskPolicy.campaign)
      let folder = try waitForFolder(day)
      try waitForName("00000.segment", in: folder)
      let now = BootTime(nanoseconds: Clock.bootNanoseconds)
      #expect(call.time(of: now).milliseconds >= 12_000)
      #expect(try desk.status().state == "recording")
      #expect(try !Files.list(folder).contains { $0.hasPrefix("key.") || $0 == "closing" })
      try desk.hangUp(call)
      let clip = try desk.stored(call)
      _ = try clip.verify()
      #expect(clip.objects.keys.contains { if case .key = $0 { true } else { false } })
      #expect(try desk.film(call).frames.count > 1)
      for secret in [ObjectServer.secretKey, ObjectServer.accessKey, ObjectServer.bucket] {
        #expect(!desk.log.contains(secret))
      }
    }

    /// The one folder in `path`, once it is there.
    private func waitForFolder(_ path: String) throws -> String {
      let above = Files.parent(of: path)
      if above.utf8.count > 1, !Files.exists(above) { _ = try waitForFolder(above) }
      try waitForName(String(path.dropFirst(above.utf8.count + 1)), in: above)
      return path + "/" + (try waitForName(nil, in: path))
    }

    /// Waits until a name is in a folder: this one, or any.
    @discardableResult private func waitForName(_ name: String?, in folder: String) throws -> String
    {
      let watch = try DirectoryWatch()
      try watch.add(folder, for: .names)
      while true {
        let found = try Files.list(folder).first { name == nil || $0 == name }
        if let found { return found }
        guard try !Waiting.wait([.init(watch.rawValue)], milliseconds: 40_000).isEmpty else {
          throw TestTimeout(name ?? folder)
        }
        watch.drain()
      }
    }
  }
}
