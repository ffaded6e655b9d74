package import ClipFormat
package import ClipSealing
internal import LinuxSystem
package import Timeline

/// What came for this workstation's employee: notes as they lie in the store, sealed to its key.
///
/// Mode 0700 and 0600 below the state directory. Only who reads them, in the employee's session,
/// has the key.
package struct Inbox: Sendable {
  package let root: String

  package init(root: String) {
    self.root = root
  }

  /// The inbox below a state directory.
  package static func path(stateDirectory: String) -> String { stateDirectory + "/inbox" }

  package func prepare() throws(SpoolError) {
    try onDisk { () throws(SystemError) in try Files.makeDirectories(root) }
  }

  /// The names of the notes that are here, by their days.
  package func names() throws(SpoolError) -> [String] {
    guard Files.exists(root) else { return [] }
    return try onDisk { () throws(SystemError) in try Files.list(root) }
      .filter { LedgerName(note: $0, to: "") != nil }
  }

  /// Keeps a note, on the disk when it returns.
  package func keep(_ bytes: [UInt8], as name: LedgerName) throws(SpoolError) {
    try onDisk { () throws(SystemError) in
      try Files.replace(path: root + "/" + name.text, bytes)
    }
  }

  /// Whether a note of this name is older than notes are kept: as long as access records (F12).
  package static func isOver(_ name: String, today: CalendarDay) -> Bool {
    CalendarDay(name.prefix(10)).map { $0 + AccessChain.keptDays <= today } ?? false
  }

  /// Removes notes that are older than they are kept.
  package func forget(today: CalendarDay) throws(SpoolError) {
    for name in try names() where Self.isOver(name, today: today) {
      try onDisk { () throws(SystemError) in try Files.remove(root + "/" + name) }
    }
  }

  /// The identifiers of the requests that this controller has answered.
  package func answered(
    by controller: PublicKey, openedWith key: borrowing PrivateKey
  ) -> Set<[UInt8]> {
    let notes = (try? notes(openedWith: key))?.notes ?? []
    return notes.reduce(into: []) { answered, note in
      if case .answer(let answer) = note, answer.controller == controller {
        answered.insert(answer.request)
      }
    }
  }

  /// All that is here, and how many notes could not be opened or are not signed by their writers.
  package func notes(
    openedWith key: borrowing PrivateKey
  ) throws(SpoolError) -> (notes: [InboxNote], unread: Int) {
    var notes: [InboxNote] = []
    var unread = 0
    for name in try names() {
      let bytes = try onDisk { () throws(SystemError) in
        try Files.read(path: root + "/" + name, limit: FormatLimits.recordBytes)
      }
      do throws(FormatError) {
        notes.append(try InboxNote(opening: bytes, with: key))
      } catch {
        unread += 1
      }
    }
    return (notes, unread)
  }
}
