package import ClipFormat
internal import LinuxSystem

/// What is sealed for the controller on its way to the store: requests, and lists of draws.
package struct Outbox: Sendable {
  package let root: String
  /// The most bytes that one object may have.
  private let limit: Int

  package init(root: String) {
    self.init(root: root, limit: FormatLimits.recordBytes)
  }

  private init(root: String, limit: Int) {
    self.root = root
    self.limit = limit
  }

  /// Where lists of draws wait (N3).
  package var draws: Outbox { Outbox(root: root + "/draws", limit: FormatLimits.drawListBytes) }

  package static func path(stateDirectory: String) -> String { stateDirectory + "/outbox" }

  package func prepare() throws(SpoolError) {
    try onDisk { () throws(SystemError) in try Files.makeDirectories(root) }
  }

  package func names() throws(SpoolError) -> [String] {
    guard Files.exists(root) else { return [] }
    return try onDisk { () throws(SystemError) in try Files.list(root) }
      .filter { LedgerName.request($0) != nil }
  }

  /// Leaves an object to the uploader; it is on the disk when this returns.
  package func add(_ object: [UInt8], as name: LedgerName) throws(SpoolError) {
    try prepare()
    try onDisk { () throws(SystemError) in
      try Files.replace(path: root + "/" + name.text, object)
    }
  }

  /// Nil where another session of this person has brought it to the store meanwhile.
  package func read(_ name: String) throws(SpoolError) -> [UInt8]? {
    try onDisk { () throws(SystemError) in
      do throws(SystemError) {
        return try Files.read(path: root + "/" + name, limit: limit)
      } catch {
        guard error.isMissing else { throw error }
        return nil
      }
    }
  }

  /// Lets go of what the store has acknowledged; another session of this person may have done so.
  package func release(_ name: String) throws(SpoolError) {
    try onDisk { () throws(SystemError) in
      do throws(SystemError) {
        try Files.remove(root + "/" + name)
      } catch {
        guard error.isMissing else { throw error }
      }
    }
  }
}
