package import Timeline

/// Which fields for text of a program's pages came while it answered.
///
/// One that came during a silence may have been a password field until its text was shown (N16):
/// it is masked like one, until its page changes.
package struct WitnessedEntries: Sendable {
  /// Nobody shows the text of a password sooner after it appeared, in milliseconds.
  package static let shortestSilence: Int64 = 1000
  /// Names of fields older than this are asked for again, in milliseconds.
  static let freshness: Int64 = 2000

  /// What a scan asks of the fields for text.
  package enum Question: Equatable, Sendable {
    case nothing
    case names
    /// Mask those that are not known.
    case strangers(to: Set<FieldName>)
  }

  private var known: Set<FieldName> = []
  private var listed: (at: CallTime, pages: Set<FieldName>)?
  /// The oldest change of pixels that no answer has followed.
  private var unanswered: CallTime?
  /// The oldest one since a scan that has not ended began.
  private var afterQuestion: CallTime?
  private var isAsking = false

  package init() {}

  /// Pixels of a window of the program were fetched.
  package mutating func noteChange(at time: CallTime) {
    if isAsking { afterQuestion = afterQuestion ?? time }
    unanswered = unanswered ?? time
  }

  /// A scan begins, while `pages` are known to show.
  package mutating func begin(at time: CallTime, on pages: Set<FieldName>) -> Question {
    isAsking = true
    afterQuestion = nil
    if let unanswered, time - unanswered >= Self.shortestSilence { return .strangers(to: known) }
    guard let listed, listed.pages == pages, time - listed.at < Self.freshness else {
      return .names
    }
    return .nothing
  }

  /// The scan has ended; it tells the names for which it was asked.
  package mutating func take(_ scan: ScannedProgram) {
    isAsking = false
    unanswered = afterQuestion
    guard let names = scan.entries else { return }
    known = names
    listed = (scan.started, Set(scan.documents.map(\.name)))
  }

  /// The scan did not count.
  package mutating func fail() { isAsking = false }
}
