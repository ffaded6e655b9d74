/// How much a source may say in a second; no telephone comes near.
package struct EventRate: Sendable {
  package static let mostInSecond = 200

  private var second: Int64?
  private var count = 0

  package init() {}

  /// Whether the last lines were admitted.
  package var isAdmitting: Bool { count <= Self.mostInSecond }

  /// Counts lines that came at a moment in milliseconds; false where they are too many.
  ///
  /// Before any of them is handled, which may take longer than they did to come.
  package mutating func admits(_ lines: Int, milliseconds: Int64) -> Bool {
    if second.map({ milliseconds - $0 >= 1000 || milliseconds < $0 }) ?? true {
      second = milliseconds
      count = 0
    }
    count += lines
    return count <= Self.mostInSecond
  }
}
