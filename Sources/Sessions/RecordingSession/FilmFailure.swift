import ClipSealing
import LinuxSystem
import ScreenCapture
import Spool
import VideoEncoding

/// Why a film cannot go on; what is sealed stays in the spool.
enum FilmFailure: Error, Equatable {
  case encoding(VideoError)
  case sealing(SealingError)
  case spool(SpoolError)
  case capture(CaptureError)
  case system(SystemError)

  var logEvent: LogEvent {
    switch self {
    case .encoding: .encodingFailed
    case .sealing: .sealingFailed
    case .spool: .spoolFailed
    case .capture, .system: .captureFailed
    }
  }
}
