import ClipFormat
import ClipPlayer
import ClipSealing
import ClipStore
import Glibc
import LinuxSystem
import Testing
import Timeline

/// What lies in a store is anybody's: it names itself, and hides nothing else.
@Suite("A store with strange things in it") struct StrangeStoreTests {
  enum Strange: CaseIterable {
    case stray, dotted, folder, link, loopedLink, pipe, device, huge, hugeKey, hugeStray
  }

  @Test(
    "what is no object's is named, and the others are still proved", arguments: Strange.allCases)
  func strange(thing: Strange) throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let other = try store.makeClip()
    let fault = try put(thing, into: clip, of: store)
    let words = ["--store", "dir:" + store.store]
    for options in [words, words + ["--key", store.trainerFile]] {
      let result = try Command.run(["clip", "verify"] + options)
      #expect(result.output.contains("ok     \(other.clip.text)"), "\(result)")
      guard let fault else {
        #expect(result.end == .exited(0) && result.ownError.isEmpty)
        continue
      }
      expectRefusal(result, 65, "one clip is not as it was made")
      #expect(result.lines.contains("fault  \(clip.clip.text)"))
      #expect(result.output.contains("       \(fault): "), "\(result.output)")
    }
  }

  /// The object and the layer that must be named.
  private func put(
    _ thing: Strange, into clip: ClipLocation, of store: borrowing SampleStore
  ) throws -> String? {
    let segment = store.file("00001.segment", of: clip)
    let key = "key.\(store.trainer.publicKey.fingerprint)"
    if [.folder, .link, .loopedLink, .pipe, .device, .huge].contains(thing) {
      try Files.remove(segment)
    }
    switch thing {
    case .stray:
      try Files.create(path: store.file("thumbnail.jpg", of: clip), [1])
      return "thumbnail.jpg: name"
    case .dotted:
      try Files.create(path: store.file(".nfs0001", of: clip), [1])
      return nil
    case .folder:
      try Files.makeDirectories(segment)
      return "00001.segment: name"
    case .link:
      symlink("00000.segment", segment)
      return "00001.segment: name"
    case .loopedLink:
      symlink("00001.segment", segment)
      return "00001.segment: name"
    case .pipe:
      mkfifo(segment, 0o600)
      return "00001.segment: name"
    case .device:
      symlink("/dev/zero", segment)
      return "00001.segment: name"
    case .huge:
      try Files.create(path: segment, [1])
      truncate(segment, 2 << 30)
      return "00001.segment: limits"
    case .hugeKey:
      truncate(store.file(key, of: clip), 2 << 30)
      return "\(key): encoding"
    case .hugeStray:
      try Files.create(path: store.file("key.0123456789abcdef", of: clip), [1])
      truncate(store.file("key.0123456789abcdef", of: clip), 2 << 30)
      return "key.0123456789abcdef: encoding"
    }
  }

  @Test("a folder that loops is named, and the others are still proved") func loopInside() throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    symlink(store.store + "/loop", store.store + "/loop")
    let verified = try Command.run(["clip", "verify", "--store", "dir:" + store.store])
    let listed = try store.run(["clip", "list"])
    for result in [verified, listed] {
      #expect(result.end == .exited(1), "\(result)")
      #expect(result.error.contains("callreel: folder loop: the store failed: "))
      #expect(result.output.contains(clip.shortName))
    }
    #expect(verified.error.hasSuffix("callreel: not everything could be read\n"))
  }

  @Test(
    "what only others may read is named, and the others are still proved",
    .enabled(if: Account.userNumber != 0), arguments: [false, true])
  func unreadable(isFolder: Bool) throws {
    let store = try SampleStore()
    let clip = try store.makeClip()
    let other = try store.makeClip()
    let path = isFolder ? store.store + "/" + clip.path : store.file("closing", of: clip)
    chmod(path, 0)
    defer { chmod(path, 0o700) }
    let result = try Command.run(["clip", "verify", "--store", "dir:" + store.store])
    #expect(result.end == .exited(1), "\(result)")
    #expect(result.output.contains("ok     \(other.clip.text)"))
    #expect(
      result.output.contains(
        "unread \(clip.clip.text)\n       " + (isFolder ? "" : "closing: ")
          + "the store does not let you do that"))
  }

  @Test("words of a clip or a store never steer a terminal") func controlCharacters() throws {
    let store = try SampleStore()
    let clip = try store.makeClip(trainer: "\u{1b}]0;x\u{7}Jeanne\ncallreel: all is well\u{9b}1m")
    let info = try store.run(["clip", "info", clip.clip.text])
    #expect(info.end == .exited(0))
    #expect(info.output.contains(#"\u{1b}]0;x\u{7}Jeanne\u{a}callreel: all is well\u{9b}1m"#))
    try Files.create(path: store.file("a\u{1b}[2J\nok     b", of: clip), [1])
    symlink(store.store + "/\u{1b}c\n", store.store + "/\u{1b}c\n")
    let verified = try store.run(["clip", "verify"])
    #expect(verified.output.contains(#"       a\u{1b}[2J\u{a}ok     b: name: "#))
    #expect(verified.error.contains(#"folder \u{1b}c\u{a}: "#))
    let json = try store.run(["clip", "verify", "--json"])
    for text in [info.output, verified.output + verified.error, json.output + json.error] {
      #expect(
        !text.unicodeScalars.contains { $0 != "\n" && $0.properties.generalCategory == .control })
    }
  }

  @Test("an error of the store names the object") func failing() throws {
    let location = try #require(
      ClipLocation(campaign: "crm", day: CalendarDay(number: 20_000), clip: .random()))
    var store = ArchiveStore(location: location, objects: ["opening": [1]])
    store.error = .failed(code: EIO)
    let shelf = ClipShelf(store: store, today: location.day)
    #expect(throws: PlayerError.object(.opening, .failed(code: EIO))) {
      try shelf.verify(location)
    }
    store.objects = [:]
    #expect(throws: PlayerError.fault(ClipFault(.missing, .opening, "the object is missing"))) {
      try ClipShelf(store: store, today: location.day).verify(location)
    }
  }
}

extension ClipLocation {
  fileprivate var shortName: String { String(clip.text.prefix(8)) }
}
