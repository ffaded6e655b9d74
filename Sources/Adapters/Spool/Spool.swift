package import ClipFormat
internal import LinuxSystem

/// The clips of one session that no store has acknowledged yet.
///
/// `root/CAMPAIGN/DAY/CLIP/OBJECT`, all of it mode 0700 and 0600.
package struct Spool: Sendable {
  private static let longestObject = 1 << 28
  static let probeName = ".probe"
  /// Where nothing is and nothing can be made: that of an agent that has none yet.
  package static let nowhere = Spool(root: "/dev/null/spool")

  package let root: String

  package init(root: String) {
    self.root = root
  }

  /// Makes the spool and proves that it can be written.
  package func prepare() throws(SpoolError) {
    let probe = root + "/" + Self.probeName
    try onDisk { () throws(SystemError) in
      try Files.makeDirectories(root)
      if Files.exists(probe) { try Files.remove(probe) }
      try Files.create(path: probe, [0])
      try Files.remove(probe)
    }
  }

  /// Keeps clips from being made and recovered at the same time, as long as the value lives.
  static func lockCreation(root: String) throws(SpoolError) -> Descriptor {
    try onDisk { () throws(SystemError) in
      try Files.makeDirectories(root)
      let folder = try Files.openForReading(path: root)
      try folder.lock()
      return folder
    }
  }

  /// All clips that are here, closed or not.
  package func clips() throws(SpoolError) -> [ClipLocation] {
    var clips: [ClipLocation] = []
    for campaign in try names(root) {
      for day in try names(root + "/" + campaign) {
        for clip in try names(root + "/" + campaign + "/" + day) {
          if let location = ClipLocation(path: "\(campaign)/\(day)/\(clip)") {
            clips.append(location)
          }
        }
      }
    }
    return clips
  }

  /// Whether the clip has its closing record, so that its objects change no more.
  ///
  /// A clip without any key is on its way out, whatever else a power cut has brought back.
  package func isClosed(_ clip: ClipLocation) -> Bool { (try? isSurelyClosed(clip)) ?? false }

  /// As ``isClosed(_:)``, but a folder that cannot be read now is not taken for one without keys.
  func isSurelyClosed(_ clip: ClipLocation) throws(SpoolError) -> Bool {
    guard Files.exists(path(.closing, of: clip)), !Files.exists(signingKeyPath(of: clip)) else {
      return false
    }
    return try hasKeys(clip)
  }

  func hasKeys(_ clip: ClipLocation) throws(SpoolError) -> Bool {
    try objects(of: clip).contains { if case .key = $0 { true } else { false } }
  }

  package func objects(of clip: ClipLocation) throws(SpoolError) -> [ObjectName] {
    try names(folder(of: clip)).compactMap { ObjectName($0) }
  }

  /// Whether the clip's folder is here: a recorder or an objection may destroy it at any time.
  package func holds(_ clip: ClipLocation) -> Bool { Files.exists(folder(of: clip)) }

  package func folder(of clip: ClipLocation) -> String { root + "/" + clip.path }

  package func read(_ name: ObjectName, of clip: ClipLocation) throws(SpoolError) -> [UInt8] {
    try onDisk { () throws(SystemError) in
      try Files.read(path: path(name, of: clip), limit: Self.longestObject)
    }
  }

  /// Lets go of an object that the store has acknowledged.
  ///
  /// The closing record goes last, and the keys with it: as long as they are here, an interrupted
  /// upload is taken up again.
  package func release(_ name: ObjectName, of clip: ClipLocation) throws(SpoolError) {
    if name == .closing { return try SpooledClip.destroy(folder: folder(of: clip)) }
    if case .key = name { return }
    try onDisk { () throws(SystemError) in
      let path = path(name, of: clip)
      if Files.exists(path) { try Files.remove(path) }
    }
  }

  /// Notes durably that the clip's keys are about to leave, and lets `body` send them.
  ///
  /// False, and nothing sent, where the clip is being destroyed.
  package func letKeysLeave<Failure: Error>(
    _ clip: ClipLocation, _ body: () throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    guard let lock = lock(clip) else { return false }
    guard (try? Files.replace(path: leavingPath(of: clip), [])) != nil else { return false }
    try body()
    _ = consume lock
    return true
  }

  /// Destroys a clip whose keys never left; false where it is too late or it is not here.
  package func destroy(_ clip: ClipLocation) throws(SpoolError) -> Bool {
    guard let lock = lock(clip), !Files.exists(leavingPath(of: clip)) else { return false }
    try SpooledClip.destroy(folder: folder(of: clip))
    _ = consume lock
    return true
  }

  /// The clip's folder, locked against the other of uploader and agent; nil where that has it.
  func lock(_ clip: ClipLocation) -> Descriptor? {
    guard let folder = try? Files.openForReading(path: folder(of: clip)),
      (try? folder.tryLock()) == true
    else { return nil }
    return folder
  }

  private func leavingPath(of clip: ClipLocation) -> String {
    folder(of: clip) + "/leaving"
  }

  package func path(_ name: ObjectName, of clip: ClipLocation) -> String {
    folder(of: clip) + "/" + name.text
  }

  func signingKeyPath(of clip: ClipLocation) -> String {
    folder(of: clip) + "/" + SpooledClip.signingKeyName
  }

  /// Names in a folder; none where it is missing.
  func names(_ folder: String) throws(SpoolError) -> [String] {
    guard let status = try? Files.status(path: folder), status.isDirectory else { return [] }
    return try onDisk { () throws(SystemError) in try Files.list(folder) }
  }
}
