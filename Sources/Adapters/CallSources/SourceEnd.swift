internal import NetworkStream
internal import Telephony

/// Why a source ended, as its exit status.
package enum SourceEnd: Int32, Error, Sendable {
  /// The agent wants it no more.
  case done = 0
  /// The first line on standard input names no telephony.
  case noSettings = 64
  /// What came is not what this kind of telephony says, or too much of it.
  case malformed = 65
  /// Nobody answers at the address, or no longer.
  case unreachable = 69
  /// The system did not take the source's own rights away.
  case unprotected = 70
  /// Another program has the only connection that there is.
  case taken = 75
  /// Telephony cannot tell of holds: baresip lacks its module `menu`.
  case unable = 76
  /// The account is refused, or the other side's certificate.
  case denied = 77

  init(_ fault: DialogueFault) {
    self =
      switch fault {
      case .malformed, .excessive: .malformed
      case .denied: .denied
      case .silent: .unreachable
      case .unable: .unable
      }
  }

  init(_ error: NetworkError) {
    self = error == .untrusted ? .denied : .unreachable
  }
}
