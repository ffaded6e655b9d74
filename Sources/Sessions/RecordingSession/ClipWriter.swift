import ClipFormat
import ClipSealing
import Spool
import Timeline

/// The clip as it grows on the disk: each fragment is sealed and made durable at once.
struct ClipWriter: ~Copyable {
  private var sealer: ClipSealer
  private var spooled: SpooledClip

  init(sealer: consuming ClipSealer, spooled: consuming SpooledClip) {
    self.sealer = sealer
    self.spooled = spooled
  }

  var location: ClipLocation { sealer.location }
  /// Where the sealed film ends.
  var end: CallTime { sealer.end }
  var filmedMilliseconds: Int64 { sealer.filmedMilliseconds }

  mutating func append(_ fragment: Fragment) throws(FilmFailure) {
    let sealed: SealedFragment
    do throws(SealingError) {
      sealed = try sealer.seal(fragment)
    } catch {
      throw .sealing(error)
    }
    do throws(SpoolError) { try spooled.append(sealed) } catch { throw .spool(error) }
  }

  /// The fragments that end after `time` go.
  mutating func cut(to time: CallTime) throws(FilmFailure) {
    guard sealer.end > time else { return }
    let last = sealer.cut(to: time)
    do throws(SpoolError) { try spooled.cut(to: last) } catch { throw .spool(error) }
  }

  /// Removes the clip with its keys.
  consuming func destroy() throws(FilmFailure) {
    do throws(SpoolError) { try spooled.destroy() } catch { throw .spool(error) }
  }

  /// Signs the end; a clip with too little film is destroyed instead.
  consuming func close(
    _ reason: ClosingReason, end: CallTime, trailingGaps: [Gap], events: [TimedEvent]
  ) throws(FilmFailure) -> (isKept: Bool, filmedMilliseconds: Int64) {
    let closing: SealedClosing
    do throws(SealingError) {
      closing = try sealer.close(
        reason: reason, end: end, trailingGaps: trailingGaps, events: events)
    } catch {
      throw .sealing(error)
    }
    do throws(SpoolError) {
      if closing.isTooShort { try spooled.destroy() } else { try spooled.close(closing) }
    } catch {
      throw .spool(error)
    }
    return (!closing.isTooShort, closing.filmedMilliseconds)
  }
}
