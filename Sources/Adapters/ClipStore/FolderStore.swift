package import ClipFormat
internal import LinuxSystem
internal import Timeline

/// A store in a folder, safe on NFS: an object appears whole, under its name, or not at all.
package struct FolderStore: ClipStore {
  let root: String
  /// What the store's folder was when it was opened.
  private let folder: FileStatus
  /// Folders below the store are as open as the store itself.
  var folderMode: UInt32 { folder.mode }

  /// The folder must be there: a store that is not mounted must not be made on the local disk.
  package init(root: String) throws(StoreError) {
    let status: FileStatus
    do throws(SystemError) {
      status = try Files.status(path: root)
    } catch {
      throw error.isMissing ? .unreachable : StoreError(error)
    }
    guard status.isDirectory else { throw .unreachable }
    self.root = root
    folder = status
  }

  package func put(
    _ name: ObjectName, of clip: ClipLocation, _ source: ObjectSource
  ) throws(StoreError) {
    let bytes = try bytes(of: source, atMost: name.longest)
    try put(name.text, bytes, in: path(of: clip), folderMode: folderMode)
  }

  /// Makes a file appear whole, under its name, or not at all.
  func put(
    _ name: String, _ bytes: [UInt8], in folder: String, folderMode: UInt32
  ) throws(StoreError) {
    try checkPresence()
    let target = folder + "/" + name
    // Two uploaders of the same object may meet; each writes under a name of its own.
    let draft = folder + "/.draft-\(Account.processNumber)-\(name)"
    do throws(SystemError) {
      try Files.makeDirectories(folder, mode: folderMode)
      if Files.exists(draft) { try Files.remove(draft) }
      // Whoever may read the folder reads its objects; nobody changes one.
      try Files.create(path: draft, bytes, mode: 0o600 | folderMode & 0o044)
    } catch {
      throw StoreError(error)
    }
    let linked: SystemError?
    do throws(SystemError) {
      try Files.link(draft, as: target)
      linked = nil
    } catch {
      linked = error
    }
    do throws(SystemError) {
      try Files.remove(draft)
      do throws(SystemError) {
        try Files.syncDirectory(folder)
      } catch {
        // A folder that another made: who may write into it may not read it. The object is synced.
        guard error.isForbidden else { throw error }
      }
    } catch {
      throw StoreError(error)
    }
    guard let linked else { return }
    guard linked.isExisting else { throw StoreError(linked) }
    guard try read(target, atMost: bytes.count + 1) == bytes else { throw .taken }
  }

  /// A store whose folder has gone, or is no longer mounted, must not be made on the local disk.
  private func checkPresence() throws(StoreError) {
    guard let now = try? Files.status(path: root), now.device == folder.device,
      now.inode == folder.inode
    else { throw .unreachable }
  }

  /// A folder takes objects as a whole; the longest is a segment.
  private func bytes(of source: ObjectSource, atMost limit: Int) throws(StoreError) -> [UInt8] {
    switch source {
    case .bytes(let bytes): return bytes
    case .file(let path, _):
      do throws(SystemError) {
        return try Files.read(path: path, limit: limit)
      } catch {
        throw .source(code: error.code)
      }
    }
  }

  package func get(
    _ name: ObjectName, of clip: ClipLocation, atMost limit: Int
  ) throws(StoreError) -> [UInt8] {
    try read(path(of: clip) + "/" + name.text, atMost: limit)
  }

  func read(_ path: String, atMost limit: Int) throws(StoreError) -> [UInt8] {
    let bytes: [UInt8]?
    do throws(SystemError) {
      bytes = try Files.readRegular(path: path, atMost: limit)
    } catch {
      throw StoreError(error)
    }
    guard let bytes else { throw .notAFile }
    return bytes
  }

  package func names(of clip: ClipLocation) throws(StoreError) -> [StoredName] {
    let folder = path(of: clip)
    var found: [StoredName] = []
    for name in try names(folder) where !name.hasPrefix(".") {
      guard ObjectName(name) != nil else {
        found.append(StoredName(name))
        continue
      }
      do throws(SystemError) {
        let status = try Files.linkStatus(path: folder + "/" + name)
        found.append(StoredName(name, isFile: status.isRegular))
      } catch {
        // It was erased while the folder was read.
        guard error.isMissing else { throw StoreError(error) }
      }
    }
    return found.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
  }

  package func clips(unread: (String, StoreError) -> Void) throws(StoreError) -> [ClipLocation] {
    func below(_ path: String) -> [String] {
      do throws(StoreError) {
        return try names(root + "/" + path).map { path + "/" + $0 }
      } catch {
        unread(path, error)
        return []
      }
    }
    return try names(root).filter(LedgerFolder.isNone).flatMap(below).flatMap(below)
      .compactMap { ClipLocation(path: $0) }
  }

  package func days() throws(StoreError) -> [StoredDay] {
    var days: [StoredDay] = []
    for campaign in try names(root) where ClipLocation.isCampaign(campaign) {
      days += try names(root + "/" + campaign).compactMap { name in
        CalendarDay(name).map { StoredDay(campaign: campaign, day: $0) }
      }
    }
    return days.sorted()
  }

  package func clips(
    on day: StoredDay, atMost limit: Int
  ) throws(StoreError) -> [ClipLocation] {
    let clips = try names(root + "/" + day.path).compactMap {
      ClipLocation(path: day.path + "/" + $0)
    }
    return Array(clips.prefix(limit))
  }

  package func remove(_ name: ObjectName, of clip: ClipLocation) throws(StoreError) {
    try remove([name.text], in: path(of: clip))
  }

  package func removeAll(of clip: ClipLocation, but kept: Set<ObjectName>) throws(StoreError) {
    let folder = path(of: clip)
    let names = try names(folder).filter { name in
      ObjectName(name).map { !kept.contains($0) } ?? true
    }
    try remove(names, in: folder)
    // The clip's folder goes with its last object; its day while no other clip is in it.
    var path = folder
    for _ in 0..<3 {
      guard (try? Files.removeDirectory(path)) != nil else { return }
      path = Files.parent(of: path)
    }
  }

  /// Gone for good when it returns: the names are off the disk.
  func remove(_ names: [String], in folder: String) throws(StoreError) {
    guard !names.isEmpty else { return }
    do throws(SystemError) {
      for name in names {
        let path = folder + "/" + name
        do throws(SystemError) {
          if try Files.linkStatus(path: path).isDirectory {
            try Files.removeTree(path)
          } else {
            try Files.remove(path)
          }
        } catch {
          guard error.isMissing else { throw error }
        }
      }
      if Files.exists(folder) { try Files.syncDirectory(folder) }
    } catch {
      throw StoreError(error)
    }
  }

  private func path(of clip: ClipLocation) -> String { root + "/" + clip.path }

  /// Names in a folder; a stray file has none, nor has what is not there.
  func names(_ folder: String) throws(StoreError) -> [String] {
    do throws(SystemError) {
      guard try Files.status(path: folder).isDirectory else { return [] }
      return try Files.list(folder)
    } catch {
      if error.isMissing { return [] }
      throw StoreError(error)
    }
  }
}

extension StoreError {
  init(_ error: SystemError) {
    if error.isMissing {
      self = .missing
    } else if error.isFull {
      self = .full
    } else if error.isForbidden {
      self = .notAllowed
    } else {
      self = .failed(code: error.code)
    }
  }
}
