/// At which beats of a film the tray's host is asked for the item's place.
///
/// A panel under a full-screen window, or one that stands still, would be asked in vain ten times a
/// second for as long as the film lasts; the banner shows meanwhile.
package struct HostRest: Equatable, Sendable {
  /// So many beats in a row are tried: twice what a proof takes.
  package static let tries = 20
  /// So many are left out after them, or after a question without an answer.
  package static let rests = 40
  package static let restsAfterSilence = 10

  private var fruitless = 0
  private var resting = 0

  package init() {}

  /// Counts one beat; whether the host is asked at it.
  package mutating func takeBeat() -> Bool {
    guard resting == 0 else {
      resting -= 1
      return false
    }
    guard fruitless < Self.tries else {
      fruitless = 0
      resting = Self.rests - 1
      return false
    }
    fruitless += 1
    return true
  }

  package mutating func hostWasSilent() { resting = Self.restsAfterSilence }

  package mutating func itemWasSeen() { fruitless = 0 }
}
