import ClipFormat
import LinuxSystem
import TestSupport
import Testing
import Timeline

extension EndToEnd {
  /// What a reader says of a store that somebody has been at.
  @Suite("The stored clip") struct StoreTests {
    @Test("names each object that is changed, missing or swapped")
    func tampering() throws {
      var setting = Desk.Setting()
      setting.terms.segmentSeconds = 2
      setting.terms.drawnCalls = 2
      let desk = try Desk(setting)
      let window = try desk.window()
      try window.paint("808080")
      var clips: [SealedClip] = []
      for _ in 0..<2 {
        let call = try desk.callUntilRecorded()
        try desk.pass(milliseconds: 4600)
        try desk.hangUp(call)
        clips.append(try desk.stored(call))
      }
      let clip = clips[0]
      #expect(clip.segments == [0, 1, 2])
      _ = try clip.verify()
      for name in clip.objects.keys {
        var changed = clip
        let bytes = try #require(clip.objects[name])
        changed.objects[name]?[bytes.count * 2 / 3] ^= 4
        expect(changed, accuses: name)
        var missing = clip
        missing.objects[name] = nil
        expect(missing, accuses: name)
        guard clips[1].objects[name] != nil else { continue }
        var foreign = clip
        foreign.objects[name] = clips[1].objects[name]
        expect(foreign, accuses: name)
      }
      var swapped = clip
      swapped.objects[.segment(1)] = clip.objects[.segment(2)]
      swapped.objects[.segment(2)] = clip.objects[.segment(1)]
      expect(swapped, accuses: .segment(1))
      var cut = clip
      cut.objects[.segment(2)]?.removeLast(10)
      expect(cut, accuses: .segment(2))
    }

    @Test("is refused on the day of its expiry, and to a key that it was not sealed to")
    func refusals() throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2600)
      try desk.hangUp(call)
      let clip = try desk.stored(call)
      let expired = try fault { () throws(ClipFault) in
        _ = try clip.verify(today: DeskPolicy.today + 2)
      }
      #expect(expired.layer == .expiry)
      let other = try DeskPolicy(root: desk.root + "/other", terms: .init())
      let otherKey = try other.trainerKey()
      let refused = try fault { () throws(ClipFault) in _ = try clip.open(otherKey) }
      #expect([.encoding, .decryption, .hash].contains(refused.layer))
      for name in clip.objects.keys {
        let bytes = try #require(clip.objects[name])
        for secret in [DeskPolicy.employee, call.identifier, "+33155501234", "claims"] {
          #expect(!contains(bytes, secret), "\(name.text) tells \(secret)")
        }
      }
      let log = desk.log
      for secret in [call.identifier, "33155501234", clip.location.clip.text, desk.root] {
        #expect(!log.contains(secret))
      }
    }

    @Test("is verified by the command as by the library, with and without a key")
    func command() throws {
      let desk = try Desk()
      let window = try desk.window()
      try window.paint("808080")
      let call = try desk.callUntilRecorded()
      try desk.pass(milliseconds: 2600)
      try desk.hangUp(call)
      let keyed = ["--key", desk.policy.trainerKeyFile, "--trainee", "-"]
      #expect(try verify(call, on: desk, []).end == .exited(0))
      #expect(try verify(call, on: desk, keyed).end == .exited(0))
      let folder = desk.policy.store + "/" + (try desk.stored(call)).location.path
      for name in ["opening", "00000.segment", "closing"] {
        let path = folder + "/" + name
        let bytes = try Files.read(path: path, limit: 1 << 28)
        var changed = bytes
        changed[bytes.count / 2] ^= 1
        try Files.replace(path: path, changed)
        for options in [[], keyed] {
          let (end, said) = try verify(call, on: desk, options)
          #expect(end == .exited(65) && said.contains(name), "\(name): \(end) \(said)")
        }
        try Files.replace(path: path, bytes)
      }
      #expect(try verify(call, on: desk, keyed).end == .exited(0))
    }

    private func verify(
      _ call: FilmedCall, on desk: Desk, _ options: [String]
    ) throws -> (end: ProcessEnd, said: String) {
      let log = desk.root + "/verify.log"
      try? Files.remove(log)
      let program = try TestProgram(
        "callreel",
        ["clip", "verify", call.clip.text, "--store", "dir:" + desk.policy.store] + options,
        environment: desk.environment, log: log)
      try program.tell(DeskPolicy.employee)
      let (output, end) = try program.finish()
      let errors = try Files.read(path: log, limit: 1 << 16)
      return (end, String(decoding: output + errors, as: UTF8.self))
    }

    private func contains(_ bytes: [UInt8], _ text: String) -> Bool {
      let wanted = Array(text.utf8)
      return bytes.indices.dropLast(wanted.count - 1).contains { start in
        bytes[start] == wanted[0] && bytes[start...].starts(with: wanted)
      }
    }

    private func expect(_ clip: SealedClip, accuses name: ObjectName) {
      do throws(ClipFault) {
        _ = try clip.verify()
        Issue.record("passed although \(name.text) is not right")
      } catch {
        #expect(error.place == .object(name), "\(error.text)")
      }
    }

    private func fault(_ body: () throws(ClipFault) -> Void) throws -> ClipFault {
      do throws(ClipFault) {
        try body()
      } catch {
        return error
      }
      throw TestTimeout("a fault")
    }
  }
}
