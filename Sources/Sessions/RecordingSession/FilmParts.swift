import ByteCoding
import ClipFormat
import ClipSealing
import Geometry
import LinuxSystem
import ProcessMessages
import Redaction
import Spool
import Timeline
import VideoEncoding

/// What a film is made of, opened before the call so that nothing is loaded after `answered`.
struct FilmParts: ~Copyable {
  private let order: FilmOrder
  private let encoder: VideoEncoder
  private let workstation: PrivateKey

  init(order: FilmOrder, screen: PixelSize) throws(RecorderStop) {
    let workstation = try Self.readKey(order.workstationKeyFile)
    let encoder = try Self.openEncoder(screen)
    self.init(order, encoder, workstation)
  }

  private init(
    _ order: FilmOrder, _ encoder: consuming VideoEncoder, _ workstation: consuming PrivateKey
  ) {
    self.order = order
    self.encoder = encoder
    self.workstation = workstation
  }

  private static func openEncoder(_ screen: PixelSize) throws(RecorderStop) -> VideoEncoder {
    do throws(VideoError) {
      return try VideoEncoder(size: screen.padded)
    } catch {
      throw .failed(.encodingFailed)
    }
  }

  private static func readKey(_ path: String) throws(RecorderStop) -> PrivateKey {
    guard let text = try? Files.read(path: path, limit: 4096) else {
      throw .failed(.sealingFailed)
    }
    do throws(KeyFileError) {
      return try PrivateKey.read(text: text, passphrase: nil, kinds: [.workstation])
    } catch {
      throw .failed(.sealingFailed)
    }
  }

  /// Opens the clip: key objects and opening record are on the disk when this returns.
  consuming func film(_ clip: ClipOrder) throws(FilmFailure) -> Film {
    let day = CalendarDay(unixSeconds: clip.answeredUnixMilliseconds / 1000)
    guard let location = ClipLocation(campaign: clip.campaign, day: day, clip: .random()) else {
      throw .sealing(.refused(FormatError(.name, "the campaign's name is not usable")))
    }
    let terms = OpeningTerms(
      location: location, policyHash: clip.policyHash, expiry: clip.expires,
      export: clip.mayExport ? .allowed : .refused, rate: UInt8(clamping: order.rate),
      minimumSeconds: UInt16(clamping: clip.minimumSeconds),
      call: CallRecord(
        employee: clip.employee, trainers: clip.recipients.map(\.name),
        startUnixMilliseconds: clip.answeredUnixMilliseconds, callIdentifier: clip.callID,
        application: clip.application, controllerName: clip.controllerName,
        policyOwner: clip.policyOwner),
      controllerRecord: ControllerRecord(number: clip.number ?? "", queue: clip.queue ?? ""))
    let sealer: ClipSealer
    do throws(SealingError) {
      sealer = try ClipSealer(
        terms: terms, recipients: clip.recipients.map(\.key), controller: clip.controllerKey,
        workstation: workstation)
    } catch {
      throw .sealing(error)
    }
    let spooled: SpooledClip
    do throws(SpoolError) {
      spooled = try SpooledClip(root: order.spool, sealer: sealer)
    } catch {
      throw .spool(error)
    }
    return Film(
      line: DelayLine(
        size: encoder.parameters.size, lookback: Int64(order.lookbackMilliseconds)),
      encoder: encoder, sealer: sealer, spooled: spooled, segmentSeconds: order.segmentSeconds)
  }
}
