internal import ByteCoding
internal import ClipFormat
package import ClipSealing
internal import Timeline

/// The day of the latest list of workstations that a reader has used, for each controller.
///
/// A workstation that was taken off the list must not come back with an older one. A file in the
/// reader's state directory: one line for each controller, the hash of its key and the day.
package struct KnownLists: Sendable {
  private static let longest = 1 << 20

  private let path: String

  /// `directory` is made when the first list is used.
  package init(stateDirectory directory: String) {
    path = directory + "/workstation-lists"
  }

  /// Remembers a list whose signature holds; one that is older than another that was used is
  /// refused.
  package func use(_ list: WorkstationList) throws(PlayerError) {
    var days = try days()
    let controller = Hexadecimal.encode(list.controller.keyHash.bytes)
    if let latest = days[controller] {
      guard list.day >= latest else {
        throw .listOutdated(day: list.day, latest: latest, path: path)
      }
      guard list.day > latest else { return }
    }
    days[controller] = list.day
    try StateFile.write(
      days.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.text)" }, to: path)
  }

  private func days() throws(PlayerError) -> [String: CalendarDay] {
    var days: [String: CalendarDay] = [:]
    for line in try StateFile.lines(of: path, limit: Self.longest) {
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      guard words.count == 2, let day = CalendarDay(words[1]) else {
        throw .stateDamaged(path: path)
      }
      days[String(words[0])] = day
    }
    return days
  }
}
