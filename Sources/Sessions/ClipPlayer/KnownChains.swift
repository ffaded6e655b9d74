internal import ByteCoding
internal import ClipFormat
internal import Timeline

/// Where each reader's chain of access records ended when the controller last looked.
///
/// A file in the controller's own state directory: one line for each chain, the controller's
/// fingerprint, the reader's, the number, the hash and the day. Without it a chain that was cut at
/// its end looks whole.
package struct KnownChains: Sendable {
  private static let longest = 1 << 20

  private let path: String

  /// `directory` is made when the first chain is seen.
  package init(stateDirectory directory: String) {
    path = directory + "/access-chains"
  }

  /// By the reader's fingerprint.
  func ends(of controller: String) throws(PlayerError) -> [String: AccessChain.End] {
    try all().reduce(into: [:]) { ends, line in
      if line.controller == controller { ends[line.reader] = line.end }
    }
  }

  /// A chain that is shorter than it was keeps the end that was seen, until that is too old.
  func remember(
    _ ends: [String: AccessChain.End], of controller: String, today: CalendarDay
  ) throws(PlayerError) {
    var lines = try all()
    for (reader, end) in ends {
      let place = lines.firstIndex { $0.controller == controller && $0.reader == reader }
      if let place {
        let known = lines[place].end
        if known.number < end.number || known.day + AccessChain.keptDays <= today {
          lines[place].end = end
        }
      } else {
        lines.append((controller, reader, end))
      }
    }
    guard !lines.isEmpty else { return }
    let text = lines.map { line in
      "\(line.controller) \(line.reader) \(line.end.number) "
        + "\(Hexadecimal.encode(line.end.hash)) \(line.end.day.text)"
    }
    try StateFile.write(text.sorted(), to: path)
  }

  private func all() throws(PlayerError) -> [(
    controller: String, reader: String, end: AccessChain.End
  )] {
    var all: [(controller: String, reader: String, end: AccessChain.End)] = []
    for line in try StateFile.lines(of: path, limit: Self.longest) {
      let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      guard words.count == 5, words[..<2].allSatisfy(ObjectName.isFingerprint),
        let number = UInt64(words[2]), let hash = Hexadecimal.decode(words[3]), hash.count == 32,
        let day = CalendarDay(words[4])
      else { throw .stateDamaged(path: path) }
      all.append(
        (words[0], words[1], AccessChain.End(number: number, hash: hash, day: day)))
    }
    return all
  }
}
