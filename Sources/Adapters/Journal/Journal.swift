internal import ByteCoding
internal import CallPolicy
internal import ClipSealing
package import JournalFormat
internal import LinuxSystem
internal import Timeline

/// The employee's own record of which calls were filmed and what became of it (N4).
///
/// Mode 0600 in the state directory; nothing sends it anywhere. Each entry is on the disk when
/// ``append(_:unixSeconds:)`` returns. A second file holds the latest head, so that a cut end
/// shows. One journal may have several writers: each locks it, and reads it anew.
package struct Journal: Sendable {
  private static let longest = 64 << 20

  private let state: String

  package init(stateDirectory: String) {
    state = stateDirectory
  }

  package var path: String { state + "/journal" }
  /// Where a line goes that a crash has cut.
  package var tornPath: String { path + ".torn" }
  /// Where a journal goes that was changed by another hand.
  package var damagedPath: String { path + ".damaged" }
  private var headPath: String { path + ".head" }

  /// What is in the journal, or where it is not as it was written.
  ///
  /// Changes nothing: a line that a crash has cut is left out.
  package func read() throws(JournalError) -> JournalChain {
    guard Files.exists(path) else {
      guard let written = try writtenHead() else { return JournalChain() }
      throw .fault(.cut(count: 0, written: written.count))
    }
    return try chain(try contents()).chain
  }

  /// Adds events, after it mended what a crash has left and let go of what is too old (F12).
  ///
  /// Without events it only mends and lets go.
  /// Returns the chain as it stood before the events: what the clip's record is anchored in.
  @discardableResult package func append(
    _ events: [JournalEvent], unixSeconds: Int64
  ) throws(JournalError) -> JournalChain {
    let lock = try onDisk { () throws(SystemError) in
      try Files.makeDirectories(state)
      let file = try Files.openForAppending(path: path + ".lock")
      try file.lock()
      return file
    }
    defer { _ = lock.rawValue }
    var (chain, mended) = try mend()
    let today = CalendarDay(unixSeconds: unixSeconds)
    try forget(before: today - Limits.journalDays, of: &chain)
    var lines = mended.map { chain.append($0, unixSeconds: unixSeconds) }
    let before = chain
    lines += events.map { chain.append($0, unixSeconds: unixSeconds) }
    guard !lines.isEmpty else { return before }
    // The first line comes with the first entry: without entries there is no journal at all.
    if chain.count == UInt64(lines.count) { lines.insert(chain.opening, at: 0) }
    let text = lines.map { $0 + "\n" }.joined()
    try onDisk { () throws(SystemError) in
      let file = try Files.openForAppending(path: path)
      try file.write(Array(text.utf8))
      try file.sync()
      try Files.replace(
        path: headPath, Array("\(chain.count) \(Hexadecimal.encode(chain.head))\n".utf8))
    }
    return before
  }

  /// The chain as it can be gone on with, and what has to be said of that.
  private func mend() throws(JournalError) -> (JournalChain, [JournalEvent]) {
    do throws(JournalError) {
      guard Files.exists(path) else {
        if let written = try writtenHead() {
          throw .fault(.cut(count: 0, written: written.count))
        }
        return (JournalChain(), [])
      }
      let bytes = try contents()
      let (chain, whole) = try chain(bytes)
      guard whole < bytes.count else { return (chain, []) }
      try onDisk { () throws(SystemError) in
        try Files.replace(path: tornPath, Array(bytes[whole...]))
        let file = try Files.openForAppending(path: path)
        try file.truncate(to: whole)
        try file.sync()
      }
      return (chain, [.repaired])
    } catch {
      guard case .fault = error else { throw error }
      try onDisk { () throws(SystemError) in
        if Files.exists(path) { try Files.rename(path, to: damagedPath) }
        if Files.exists(headPath) { try Files.remove(headPath) }
      }
      return (JournalChain(), [.replaced])
    }
  }

  private func forget(
    before day: CalendarDay, of chain: inout JournalChain
  ) throws(JournalError) {
    guard let first = chain.entries.first, CalendarDay(unixSeconds: first.unixSeconds) < day
    else { return }
    let key = try WorkstationKey.load(stateDirectory: state)
    guard chain.forget(before: day, workstation: key) else { return }
    let text = chain.text
    try onDisk { () throws(SystemError) in try Files.replace(path: path, Array(text.utf8)) }
  }

  /// The chain of the whole lines, and how many bytes these are.
  private func chain(_ bytes: [UInt8]) throws(JournalError) -> (chain: JournalChain, whole: Int) {
    let whole = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let text = String(decoding: bytes[..<whole], as: UTF8.self)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let key =
      Files.exists(WorkstationKey.path(stateDirectory: state))
      ? try WorkstationKey.load(stateDirectory: state).publicKey : nil
    // A crash may have cut the very first write.
    let chain =
      whole == 0 ? JournalChain() : try JournalChain(lines: Array(lines), workstation: key)
    if let written = try writtenHead() {
      guard chain.count >= written.count else {
        throw .fault(.cut(count: chain.count, written: written.count))
      }
      guard chain.count(atHead: written.head) == written.count else {
        throw .fault(.changed(number: written.count))
      }
    }
    return (chain, whole)
  }

  private func contents() throws(JournalError) -> [UInt8] {
    try onDisk { () throws(SystemError) in try Files.read(path: path, limit: Self.longest) }
  }

  /// What the second file says; nil where there is none that can be read as one.
  private func writtenHead() throws(JournalError) -> (count: UInt64, head: [UInt8])? {
    guard Files.exists(headPath) else { return nil }
    let bytes = try onDisk { () throws(SystemError) in
      try Files.read(path: headPath, limit: 4096)
    }
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let count = UInt64(words[0]), let head = Hexadecimal.decode(words[1])
    else { return nil }
    return (count, head)
  }
}
